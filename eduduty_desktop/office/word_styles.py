"""Styles, page and fonts of the report: GB/T 9704-2012 in WordprocessingML.

Sizes: 3号 is 16 pt (w:sz 32), 2号 22 pt (44), 4号 14 pt (28), table text 12 pt (24).  Lengths are twips
(1/20 pt), 567 a centimetre.  22 lines of 28 characters (5.2.3) come from an exact line of 579 twips and
characters drawn together by 0.25 pt: 22 × 579 = 12,738 ≤ 225 mm, 28 × 15.75 pt = 441 pt ≤ 156 mm.
"""

from typing import NamedTuple

from eduduty_desktop.document.layout import STANDARD, Fonts, Layout

TIMES = "Times New Roman"
LINE = 579
CHARACTER = 320
TEXT_WIDTH, TEXT_HEIGHT = 8844, 12756
LINE_CHARACTERS = 28
RED = "FF0000"

# What Word takes where an office computer lacks the font (w:altName).
_SUBSTITUTES = {
    "方正小标宋简体": "华文中宋",
    "方正小标宋_GBK": "方正小标宋简体",
    "仿宋_GB2312": "仿宋",
    "方正仿宋_GBK": "仿宋",
    "楷体_GB2312": "楷体",
    "方正楷体_GBK": "楷体",
    "方正黑体_GBK": "黑体",
    "华文中宋": "STZhongsong",
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    TIMES: "",
}


class Style(NamedTuple):
    """A paragraph style: its font for Chinese, half-points, and its paragraph properties as XML."""

    id: str
    name: str
    font: str
    size: int = 32
    paragraph: str = ""
    next: str = ""
    run: str = ""
    bold: bool = False
    latin: str = ""


def _first_line(characters: int) -> str:
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{characters * CHARACTER}"/>'


_BODY_INDENT = _first_line(2)
_NO_CONDENSING = '<w:spacing w:val="0"/>'
_TABLE_LINE = '<w:spacing w:line="400" w:lineRule="exact"/>'
_BROAD_LINE = '<w:spacing w:line="320" w:lineRule="exact"/>'


def paragraph_styles(fonts: Fonts, *, bold_third: bool = False) -> tuple[Style, ...]:
    """Every paragraph style of the report with the clause it follows."""
    return (
        # 7.3.1: 2号小标宋, centred
        Style("Title", "Title", fonts.title, 44, '<w:keepLines/><w:jc w:val="center"/>', run=_NO_CONDENSING),
        # 7.3.2: flush left
        Style("Recipient", "主送机关", fonts.body, next="BodyText"),
        # 7.3.3: two characters empty at the left, wrapped lines flush left
        Style("BodyText", "Body Text", fonts.body, paragraph=_BODY_INDENT),
        # 7.3.3: 一、黑体 （一）楷体 1.和（1）仿宋, all 3号; not kept with the next line: every page is filled (5.2.3)
        Style("Heading1", "heading 1", fonts.hei, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="0"/>'),
        Style("Heading2", "heading 2", fonts.kai, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="1"/>'),
        Style(
            "Heading3", "heading 3", fonts.body, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="2"/>', bold=bold_third
        ),
        Style("Heading4", "heading 4", fonts.body, paragraph=f'{_BODY_INDENT}<w:outlineLvl w:val="3"/>'),
        # 7.3.5: where it begins is set on the paragraph
        Style("Signature", "Signature", fonts.body, paragraph='<w:jc w:val="left"/>'),
        # 7.3.6: two characters from the left
        Style("Note", "附注", fonts.body, paragraph=_BODY_INDENT),
        # 7.3.7: 3号黑体, top left
        Style("AttachmentMark", "附件标识", fonts.hei, paragraph='<w:outlineLvl w:val="0"/>'),
        Style(
            "AttachmentTitle", "附件标题", fonts.title, 44, '<w:keepLines/><w:jc w:val="center"/>', run=_NO_CONDENSING
        ),
        Style("TableText", "表格文字", fonts.body, 24, f'{_TABLE_LINE}<w:jc w:val="left"/>', run=_NO_CONDENSING),
        Style(
            "TableHead",
            "表头文字",
            fonts.hei,
            24,
            f'<w:keepNext/>{_TABLE_LINE}<w:jc w:val="center"/>',
            run=_NO_CONDENSING,
        ),
        # broad tables of an attachment: 五号
        Style("BroadText", "横表文字", fonts.body, 21, f'{_BROAD_LINE}<w:jc w:val="left"/>', run=_NO_CONDENSING),
        Style(
            "BroadHead",
            "横表表头",
            fonts.hei,
            21,
            f'<w:keepNext/>{_BROAD_LINE}<w:jc w:val="center"/>',
            run=_NO_CONDENSING,
        ),
        # 7.2.4: red, its upper edge 35 mm below the type area's; size and place are set on the paragraph
        Style(
            "LetterMark",
            "发文机关标志",
            fonts.title,
            96,
            '<w:keepLines/><w:jc w:val="center"/>',
            run=f'<w:color w:val="{RED}"/>{_NO_CONDENSING}',
        ),
        Style("LetterLine", "版头", fonts.body, paragraph='<w:keepNext/><w:jc w:val="left"/>', run=_NO_CONDENSING),
        # 7.4.2, 7.4.3: 4号仿宋
        Style(
            "Imprint",
            "版记",
            fonts.body,
            28,
            '<w:spacing w:line="500" w:lineRule="exact"/><w:jc w:val="left"/>',
            run=_NO_CONDENSING,
        ),
        # 7.5: 4号半角宋体, odd pages one character from the right, even pages one from the left
        Style("Footer", "footer", fonts.song, 28, '<w:jc w:val="right"/>', run=_NO_CONDENSING, latin=fonts.song),
    )


def font_xml(chinese: str, latin: str) -> str:
    """Fonts of a style; digits and Latin letters keep their own (7.5 wants 宋体 for page numbers too)."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def styles_xml(layout: Layout = STANDARD) -> str:
    """The children of w:styles for a document of our own."""
    fonts, latin = layout.names, layout.latin_font
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font_xml(fonts.body, latin)}<w:kern w:val="0"/><w:sz w:val="32"/>'
        f'<w:szCs w:val="32"/>{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    normal = base_style_xml(layout, "Normal", "Normal", is_default=True)
    return defaults + normal + _TABLE_DEFAULT + own_styles_xml(layout, "Normal")


def base_style_xml(layout: Layout, id: str, name: str, *, is_default: bool = False) -> str:
    """The style that all others build on: 3号仿宋 in exact lines.

    Punctuation at a line's end may hang (w:overflowPunct), as Word does by default; it is said explicitly
    because LibreOffice 7.4 takes silence, or 0, for hanging and then loses the mark in justified lines.
    """
    default = ' w:default="1"' if is_default else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{font_xml(layout.names.body, layout.latin_font)}<w:spacing w:val="-5"/><w:sz w:val="32"/>'
        '<w:szCs w:val="32"/></w:rPr></w:style>'
    )


def own_styles_xml(layout: Layout, base: str, prefix: str = "") -> str:
    """The report's paragraph styles built on `base`; `prefix` keeps them apart from a template's own."""
    styles = paragraph_styles(layout.names, bold_third=layout.bold_third)
    return "".join(_style_xml(style, layout, base, prefix) for style in styles)


_TABLE_DEFAULT = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority '
    'w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _style_xml(style: Style, layout: Layout, base: str, prefix: str) -> str:
    bold = "1" if style.bold else "0"
    name = f"公文 {style.name}" if prefix else style.name
    following = style.next or ("BodyText" if style.id.startswith("Heading") else style.id)
    return (
        f'<w:style w:type="paragraph" w:styleId="{prefix}{style.id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:next w:val="{prefix}{following}"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr>'
        f'<w:rPr>{font_xml(style.font, style.latin or layout.latin_font)}<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        f'{style.run}<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def settings_xml() -> str:
    """The children of w:settings: odd and even footers, no squeezing of punctuation, current Word behaviour."""
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    )


def font_table_xml(layout: Layout = STANDARD) -> str:
    """The children of w:fonts, each with what may stand in for it."""
    names = layout.names
    used = dict.fromkeys((names.title, names.body, names.kai, names.hei, names.song, TIMES))
    return "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{other}"/>' if (other := _SUBSTITUTES.get(name, "")) else "")
        + f'<w:charset w:val="{"00" if name == TIMES else "86"}"/></w:font>'
        for name in used
    )
