"""A notice from above, whatever file it is: tables and paragraphs in reading order, for `framework` to interpret.

The content tells the format, not the extension.  Hidden sheets and empty ones are left out; macros are never looked
at.
"""

from pathlib import Path

from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.office.cells import SheetCells
from eduduty_desktop.office.compound import OLE, CompoundFile
from eduduty_desktop.office.docx_notice import read_docx
from eduduty_desktop.office.grids import bytes_of, compound_sheets, csv_grid, in_words, is_encrypted, package_sheets
from eduduty_desktop.office.package import ZIP, Package

_REFUSAL = "文件已损坏，或不是 Word 文档、Excel 工作簿"
_ADVICE = "请用 WPS 或 Office 打开后另存为 .docx 或 .xlsx，再导入一次；打不开的请重新取得。"
_AS_WORD = "请用 WPS 或 Word 另存为 .docx，再导入一次。"
_AS_EXCEL = "请用 WPS 或 Excel 另存为 .xlsx，再导入一次。"
_HEAD = 1024

Part = Grid | Paragraph


def read(path: Path) -> tuple[Part, ...]:
    """The parts of a notice; see `office.read_notice`."""
    data = bytes_of(path)
    parts = in_words(path, lambda: _parts(path, data), _REFUSAL, _ADVICE)
    if not parts:
        raise UserError(
            "文件里没有读到文字和表格（可能是扫描的图片）",
            what_to_do="请向发文单位要可以编辑的 Word 或 Excel 文件。",
            place=path.name,
        )
    return tuple(parts)


def _parts(path: Path, data: bytes) -> list[Part]:
    if data.startswith(ZIP):
        with Package(path, data) as package:
            return _of_package(path, package)
    if data.startswith(OLE):
        if not is_encrypted(data) and "WordDocument" in CompoundFile(data):
            raise UserError("是旧格式的 Word 文档（.doc、.wps）", what_to_do=_AS_WORD, place=path.name)
        return _visible(compound_sheets(path, data))
    _refuse_others(path, data[:_HEAD])
    if path.suffix.lower() == ".csv":
        grid = csv_grid(path, data)
        return [grid] if any(map(any, grid.rows)) else []
    raise UserError(_REFUSAL, what_to_do=_ADVICE, place=path.name)


def _of_package(path: Path, package: Package) -> list[Part]:
    main = package.main_part()
    if main:
        kind = package.root_name(main)
        if kind == "document":
            return read_docx(package, main)
        if kind == "presentation":
            raise UserError("是演示文稿，不是指标体系的表格", what_to_do=_ADVICE, place=path.name)
    elif "mimetype" in package and package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        raise UserError("是 .odt 文档", what_to_do=_AS_WORD, place=path.name)
    return _visible(package_sheets(package))


def _visible(sheets: list[SheetCells]) -> list[Part]:
    return [sheet.grid() for sheet in sheets if sheet.visible and (sheet.texts or sheet.rows)]


def _refuse_others(path: Path, head: bytes) -> None:
    """Refuse what is often mailed under a wrong name, each with its own way out."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf"):
        advice = "请向发文单位要 Word 或 Excel 文件，或用 WPS 转换成 .docx 并核对后再导入。"
        raise UserError("是 PDF 文件，不能直接导入", what_to_do=advice, place=path.name)
    if start.startswith(b"{\\rtf"):
        raise UserError("是 RTF 格式的文档", what_to_do=_AS_WORD, place=path.name)
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"mime-version")):
        advice = _AS_EXCEL if path.suffix.lower().startswith((".xl", ".et", ".csv")) else _AS_WORD
        raise UserError("其实是网页或 XML 文件，只是改了扩展名", what_to_do=advice, place=path.name)
