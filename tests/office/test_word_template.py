"""A county's own red-head document: filled where it says so, refused with words where it cannot be used."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from eduduty_desktop.document import Layout, build_report
from eduduty_desktop.draft.records import Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.office import write_report
from tests.document.example import COVER, draft

WHOLE = draft(
    cover={k: Text(v) for k, v in {**COVER, "document_number": "溪政报〔2022〕8号", "signatory": "张晓明"}.items()}
)


def template(folder: Path, *paragraphs: str, name: str = "红头.docx") -> Path:
    document = docx.Document()
    for words in paragraphs:
        paragraph = document.add_paragraph()
        for at in range(0, len(words), 3):  # as Word cuts texts into runs
            paragraph.add_run(words[at : at + 3]).bold = True
    document.save(str(folder / name))
    return folder / name


def filled(folder: Path, path: Path, **choices: object) -> Document:
    layout = Layout(template=str(path), letterhead=True, **choices)  # type: ignore[arg-type]
    write_report(build_report(WHOLE, layout), folder / "filled.docx", layout=layout)
    return docx.Document(str(folder / "filled.docx"))


def test_the_body_stands_where_the_template_says(tmp_path: Path) -> None:
    document = filled(tmp_path, template(tmp_path, "红头", "{{发文字号}}　签发人：{{ 签发人 }}", "{{正文}}", "尾"))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[:2] == ["红头", "溪政报〔2022〕8号　签发人：张晓明"]
    assert texts[2].startswith("溪口市人民政府关于2021年度")
    assert texts[-1] == "尾"
    assert "{{" not in "".join(texts)
    number = next(paragraph for paragraph in document.paragraphs if "溪政报" in paragraph.text)
    assert number.runs[0].bold
    body = next(paragraph for paragraph in document.paragraphs if paragraph.text == "一、加强党对教育工作的全面领导")
    assert body.style.name == "公文 heading 1"
    assert document.styles["heading 1"].style_id == "Heading1"


def test_a_template_with_a_title_of_its_own_prints_it_once(tmp_path: Path) -> None:
    document = filled(tmp_path, template(tmp_path, "{{标题}}", "{{正文}}"), attached=("问题整改台账",))
    title = "溪口市人民政府关于2021年度履行教育职责情况的自评报告"
    texts = [paragraph.text.replace("\n", "") for paragraph in document.paragraphs]
    assert texts.count(title) == 1
    assert len(document.sections) == 2
    assert document.sections[0].page_width == docx.Document().sections[0].page_width
    assert document.sections[1].page_width > document.sections[1].page_height


@pytest.mark.parametrize(
    ("paragraphs", "message", "step"),
    [
        (("红头",), "没有占位符“{{正文}}”", "单独起一段"),
        (("{{正文}}", "{{县长}}"), "不认识的占位符“{{县长}}”", "可以用的有"),
        (("前言{{正文}}",), "同一段还有别的文字", "单独成一段"),
    ],
)
def test_placeholders_that_do_not_fit_are_told(
    tmp_path: Path, paragraphs: tuple[str, ...], message: str, step: str
) -> None:
    with pytest.raises(UserError) as told:
        filled(tmp_path, template(tmp_path, *paragraphs))
    assert message in told.value.message
    assert step in told.value.what_to_do
    assert told.value.place == "红头.docx"
    assert not (tmp_path / "filled.docx").exists()


def test_macros_are_refused(tmp_path: Path) -> None:
    path = template(tmp_path, "{{正文}}")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    with pytest.raises(UserError, match="带有宏"):
        filled(tmp_path, path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("红头.doc", b"\xd0\xcf\x11\xe0", "是 .doc 文件"),
        ("红头.docx", b"PK\x03\x04 broken", "不是完好的 .docx"),
        ("红头.docx", b"", "不是完好的 .docx"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=message):
        filled(tmp_path, tmp_path / name)


def test_a_zip_without_a_document_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "空.docx", "w") as archive:
        archive.writestr("hello.txt", "x")
    with pytest.raises(UserError, match="不是完好的"):
        filled(tmp_path, tmp_path / "空.docx")
    with pytest.raises(UserError, match="文件不存在"):
        filled(tmp_path, tmp_path / "没有.docx")
