"""Pages of the report: sections, their page box, and the page numbers at their corners (GB/T 9704-2012, 5.1, 5.2.1, 7.5, 8)."""

from dataclasses import dataclass, field
from enum import StrEnum

from eduduty_desktop.office.word_text import PLAIN

# 5.1 and 5.2.1: A4; 37 mm above, 28 mm at the binding side, type area 156 × 225 mm.  The footer's distance puts
# the page number 7 mm below the type area (7.5).
_PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1361" w:gutter="0"/>'
)
# 8: a broad table is the upright page turned: its head at the binding side, so each margin moves one side on.
_LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984" w:header="851" w:footer="567" w:gutter="0"/>'
)
_COLUMNS = '<w:cols w:space="425"/>'

# The turned page number, in points: a box left of the type area (35 mm), its upper edge 7 mm from it.
_MM = 72 / 25.4
_BOX_WIDTH, _BOX_HEIGHT = 22.0, 120.0
_BOX_LEFT = 28 * _MM - _BOX_WIDTH + 11.0  # the dashes, in the middle of their line, end 7 mm from the type area
_NUMBER_CHARACTER = 14.0


class PageKind(StrEnum):
    """What a section's pages look like."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    UNNUMBERED = "unnumbered"


@dataclass(slots=True)
class Section:
    """Blocks as XML on pages of one kind; `starts` is where its first page stands: nextPage or evenPage."""

    kind: PageKind
    starts: str = "nextPage"
    parts: list[str] = field(default_factory=list)


def section_xml(section: Section, footers: dict[str, str], *, is_first: bool) -> str:
    """w:sectPr of a section; `footers` holds relationship ids by `default` and `even`."""
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{relation}"/>' for kind, relation in footers.items()
    )
    starts = "" if is_first else f'<w:type w:val="{section.starts}"/>'
    page = _LANDSCAPE if section.kind is PageKind.LANDSCAPE else _PORTRAIT
    return f"<w:sectPr>{references}{starts}{page}{_COLUMNS}</w:sectPr>"


def footers_of(kind: PageKind, *, centred: bool) -> dict[str, str]:
    """The footers of a kind of page by `default` (odd) and `even`, as XML."""
    if kind is PageKind.UNNUMBERED:
        return {"default": _paragraph("", ""), "even": _paragraph("", "")}
    if centred:
        page = _turned("center") if kind is PageKind.LANDSCAPE else _paragraph('<w:jc w:val="center"/>', _number())
        return {"default": page, "even": page}
    if kind is PageKind.LANDSCAPE:
        return {"default": _turned("right"), "even": _turned("left")}
    return {"default": _corner("right"), "even": _corner("left")}


def _corner(side: str) -> str:
    """`— 1 —` (7.5), one character from the outer edge: `right` on odd pages, `left` on even ones."""
    return _paragraph(f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>', _number())


def _number() -> str:
    field_codes = "".join(
        f"<w:r>{PLAIN}{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"{_text('— ')}{field_codes}{_text(' —')}"


def _text(text: str) -> str:
    return f'<w:r>{PLAIN}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(properties: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{properties}</w:pPr>{content}</w:p>'


def _turned(side: str) -> str:
    """The page number of a broad page, where it would stand on the upright page (8): turned, left of the table.

    What is right on the upright page is below on the turned one, what is left is above.
    """
    top_edge, bottom_edge = 28 * _MM, (210 - 26) * _MM
    if side == "right":
        top = bottom_edge - _NUMBER_CHARACTER - _BOX_HEIGHT
    elif side == "left":
        top = top_edge + _NUMBER_CHARACTER
    else:
        top = (top_edge + bottom_edge - _BOX_HEIGHT) / 2
    style = (
        f"position:absolute;margin-left:{_BOX_LEFT:.1f}pt;margin-top:{top:.1f}pt;width:{_BOX_WIDTH:.1f}pt;"
        f"height:{_BOX_HEIGHT:.1f}pt;z-index:1;mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:page"
    )
    number = _paragraph(f'<w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="{side}"/>', _number())
    box = (
        f'<w:r><w:pict><v:rect style="{style}" filled="f" stroked="f">'
        f'<v:textbox style="layout-flow:vertical" inset="0,0,0,0"><w:txbxContent>{number}</w:txbxContent></v:textbox>'
        "</v:rect></w:pict></w:r>"
    )
    return _paragraph("", box)
