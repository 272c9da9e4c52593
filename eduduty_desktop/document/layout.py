"""版式: what a county may choose about its Word report, as one value; kept in the cover's table of the draft.

Everything not chosen is as GB/T 9704-2012 says, printed without 版头 and 版记 (the office that issues adds them).
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import Text

YES = "是"
SEPARATOR = "、"


class FontSet(StrEnum):
    """Which fonts are named in the file; documents only name fonts, they never carry them."""

    STANDARD = "standard"
    COMMON = "common"
    FOUNDER = "founder"


@dataclass(frozen=True, slots=True)
class Fonts:
    """Fonts by their duty: title and 发文机关标志, text, second and first level, page numbers."""

    title: str
    body: str
    kai: str
    hei: str
    song: str = "宋体"


FONTS: dict[FontSet, Fonts] = {
    FontSet.STANDARD: Fonts("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"),
    FontSet.COMMON: Fonts("华文中宋", "仿宋", "楷体", "黑体"),
    FontSet.FOUNDER: Fonts("方正小标宋_GBK", "方正仿宋_GBK", "方正楷体_GBK", "方正黑体_GBK"),
}
FONT_WORDS: dict[FontSet, str] = {
    FontSet.STANDARD: "公文字体（方正小标宋简体、仿宋_GB2312、楷体_GB2312）",
    FontSet.COMMON: "系统自带字体（华文中宋、仿宋、楷体）",
    FontSet.FOUNDER: "方正 GBK 字体（姓名、地名有生僻字时用）",
}


class Latin(StrEnum):
    """In which font digits and Latin letters stand."""

    TIMES = "times"
    BODY = "body"


LATIN_WORDS: dict[Latin, str] = {Latin.TIMES: "Times New Roman", Latin.BODY: "与汉字同一字体（仿宋）"}


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices; texts are as typed, without blanks around them.

    `attached` names sheets of the data appendix that are bound in as tables after the text; `template` is the path of
    the county's own red-head document.
    """

    fonts: FontSet = FontSet.STANDARD
    latin: Latin = Latin.TIMES
    letterhead: bool = False
    mark: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    run_in: bool = False
    evidence: bool = False
    bold_third: bool = False
    centred_numbers: bool = False
    sealed: bool = False
    note: str = ""
    attached: tuple[str, ...] = ()
    imprint: bool = False
    copies: str = ""
    printer: str = ""
    printed_on: str = ""
    template: str = ""

    @property
    def names(self) -> Fonts:
        """The fonts of the chosen set."""
        return FONTS[self.fonts]

    @property
    def latin_font(self) -> str:
        """The font of digits and Latin letters in the text."""
        return "Times New Roman" if self.latin is Latin.TIMES else self.names.body


STANDARD = Layout()


def layout_key(field: str) -> Key:
    return Key("cover", f"layout.{field}")


def layout_of(reader: Reader) -> Layout:
    """What a draft says about its layout; a word that this version does not know counts as not said."""
    found: dict[str, object] = {}
    for field in fields(Layout):
        record: Text | None = reader.get(layout_key(field.name))
        if record is not None and record.text.strip():
            found[field.name] = _read(getattr(STANDARD, field.name), record.text.strip())
    return Layout(**found)  # type: ignore[arg-type]  # each value has the type of the field's default


def texts_of(layout: Layout) -> dict[Key, Text]:
    """The records that say a layout; what is as the standard has it says nothing."""
    found = {}
    for field in fields(Layout):
        value = getattr(layout, field.name)
        found[layout_key(field.name)] = Text("" if value == getattr(STANDARD, field.name) else _write(value))
    return found


def _read(default: object, text: str) -> object:
    if isinstance(default, bool):
        return text == YES
    if isinstance(default, StrEnum):
        known = type(default)
        return known(text) if text in [each.value for each in known] else default
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())
    return text


def _write(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    return SEPARATOR.join(value) if isinstance(value, tuple) else str(value).strip()
