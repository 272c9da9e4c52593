"""Styles, page and fonts of the report: GB/T 9704-2012 in WordprocessingML.

Sizes: 3号 is 16 pt (w:sz 32), 2号 22 pt (44), 4号 14 pt (28), table text 12 pt (24).  Lengths are twips
(1/20 pt), 567 a centimetre.  22 lines of 28 characters (5.2.3) come from an exact line of 579 twips and
characters drawn together by 0.25 pt: 22 × 579 = 12,738 ≤ 225 mm, 28 × 15.75 pt = 441 pt ≤ 156 mm.
"""

from typing import NamedTuple

LATIN = "Times New Roman"
SONG_TITLE = "方正小标宋简体"
FANG = "仿宋_GB2312"
KAI = "楷体_GB2312"
HEI = "黑体"
SONG = "宋体"

LINE = 579
CHARACTER = 320
TEXT_WIDTH = 8844
LINE_CHARACTERS = 28

# What Word takes where an office computer lacks the font (w:altName).
_SUBSTITUTES = {SONG_TITLE: "华文中宋", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", LATIN: ""}


class Style(NamedTuple):
    """A paragraph style: its font for Chinese, half-points, and its paragraph properties as XML."""

    id: str
    name: str
    font: str
    size: int = 32
    paragraph: str = ""
    based_on: str = "Normal"
    next: str = ""
    run: str = ""


def _first_line(characters: int) -> str:
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{characters * CHARACTER}"/>'


_BODY_INDENT = _first_line(2)
_NO_CONDENSING = '<w:spacing w:val="0"/>'
_TABLE_LINE = '<w:spacing w:line="400" w:lineRule="exact"/>'

STYLES = (
    # 7.3.1: 2号小标宋, centred
    Style("Title", "Title", SONG_TITLE, 44, '<w:keepLines/><w:jc w:val="center"/>', run=_NO_CONDENSING),
    # 7.3.2: flush left
    Style("Recipient", "主送机关", FANG, next="BodyText"),
    # 7.3.3: two characters empty at the left, wrapped lines flush left
    Style("BodyText", "Body Text", FANG, paragraph=_BODY_INDENT),
    # 7.3.3: 一、黑体 （一）楷体 1.和（1）仿宋, all 3号; not kept with the next line: every page is filled (5.2.3)
    Style("Heading1", "heading 1", HEI, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="0"/>'),
    Style("Heading2", "heading 2", KAI, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="1"/>'),
    Style("Heading3", "heading 3", FANG, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="2"/>'),
    Style("Heading4", "heading 4", FANG, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="3"/>'),
    # 7.3.5.2: where it begins is set on the paragraph
    Style("Signature", "Signature", FANG, paragraph='<w:jc w:val="left"/>'),
    Style("TableText", "表格文字", FANG, 24, f'{_TABLE_LINE}<w:jc w:val="left"/>', run=_NO_CONDENSING),
    Style("TableHead", "表头文字", HEI, 24, f'<w:keepNext/>{_TABLE_LINE}<w:jc w:val="center"/>', run=_NO_CONDENSING),
    # 7.5: 4号半角宋体, odd pages one character from the right, even pages one from the left
    Style("Footer", "footer", SONG, 28, '<w:jc w:val="right"/>', run=_NO_CONDENSING),
)


def fonts(chinese: str, latin: str = LATIN) -> str:
    """Fonts of a style; digits and Latin letters keep their own (7.5 wants 宋体 for page numbers too)."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}" w:hint="eastAsia"/>'


def styles_xml() -> str:
    """The children of w:styles.

    Punctuation at a line's end may hang (w:overflowPunct), as Word does by default; it is said explicitly
    because LibreOffice 7.4 takes silence, or 0, for hanging and then loses the mark in justified lines.
    """
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        f"{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{fonts(FANG)}<w:spacing w:val="-5"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
    )
    return defaults + normal + _TABLE_DEFAULT + "".join(_style_xml(style) for style in STYLES)


_TABLE_DEFAULT = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority '
    'w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _style_xml(style: Style) -> str:
    latin = SONG if style.font == SONG else LATIN
    following = f'<w:next w:val="{style.next or ("BodyText" if style.id.startswith("Heading") else style.id)}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/><w:pPr>{style.paragraph}</w:pPr>'
        f'<w:rPr>{fonts(style.font, latin)}<w:b w:val="0"/><w:bCs w:val="0"/>{style.run}'
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def settings_xml() -> str:
    """The children of w:settings: odd and even footers, no squeezing of punctuation, current Word behaviour."""
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    )


def font_table_xml() -> str:
    """The children of w:fonts, each with what may stand in for it."""
    return "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{other}"/>' if other else "")
        + f'<w:charset w:val="{"00" if name == LATIN else "86"}"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )


# 5.1 and 5.2.1: A4; 37 mm above, 28 mm at the binding side, type area 156 × 225 mm.  The footer's distance puts
# the page number 7 mm below the type area (7.5).
PAGE_XML = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1361" w:gutter="0"/>'
    '<w:cols w:space="425"/>'
)
