"""Text as runs: Chinese marks never in the Latin font, rare characters in a font that has them.

`w:hint="eastAsia"` sends “ ” — … to the Chinese font in Word and WPS.  LibreOffice decides by the character before
instead, so a mark after a digit or a letter gets a run of its own whose Latin font is the Chinese one too.
"""

import re
from typing import NamedTuple

from eduduty_desktop.document.layout import FONTS, Fonts, FontSet
from eduduty_desktop.office.xml_text import escaped

PLAIN = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_MARKS = "“”‘’—…·×"
_AFTER_LATIN = re.compile(rf"(?<=[!-~])[{_MARKS}]+|^[{_MARKS}]+(?=[!-~])")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_EXTENDED, _BEYOND = "宋体", "SimSun-ExtB"


class Face(NamedTuple):
    """How a stretch of text looks beyond its style: its Chinese font, and properties that go before w:sz."""

    chinese: str
    own: bool = False
    more: str = ""

    @property
    def properties(self) -> str:
        if not self.own and not self.more:
            return PLAIN
        fonts = f' w:eastAsia="{self.chinese}"' if self.own else ""
        return f'<w:rPr><w:rFonts w:hint="eastAsia"{fonts}/>{self.more}</w:rPr>'


def runs_xml(text: str, face: Face, fonts: FontSet) -> str:
    """A text as one run, or several where marks or rare characters want their own font."""
    if _is_usual(text):
        return f'<w:r>{face.properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    return "".join(
        f'<w:r>{_properties(face, font)}<w:t xml:space="preserve">{escaped(part)}</w:t></w:r>'
        for part, font in _parts(text, face.chinese, fonts)
    )


def _is_usual(text: str) -> bool:
    if _AFTER_LATIN.search(text):
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return not _HAN.search(text) or all(_is_common(char) for char in _HAN.findall(text))
    return True


def _is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _parts(text: str, chinese: str, fonts: FontSet) -> list[tuple[str, str]]:
    """Stretches of the text, each with the font it must have; empty for the style's."""
    forced: dict[int, str] = {at: chinese for match in _AFTER_LATIN.finditer(text) for at in range(*match.span())}
    for match in _HAN.finditer(text):
        if font := _font_of(match[0], chinese, fonts):
            forced[match.start()] = font
    found: list[tuple[str, str]] = []
    for at, char in enumerate(text):
        font = forced.get(at, "")
        if found and found[-1][1] == font:
            found[-1] = (found[-1][0] + char, font)
        else:
            found.append((char, font))
    return found


def _font_of(char: str, chinese: str, fonts: FontSet) -> str:
    """The font for a character that the chosen one lacks: 仿宋_GB2312 has 6,763 characters, 仿宋 those of GBK."""
    if _is_common(char) or fonts is FontSet.FOUNDER:
        return ""
    if ord(char) > 0xFFFF:
        return _BEYOND
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return _EXTENDED
    return _sibling(chinese) if fonts is FontSet.STANDARD else ""


def _sibling(chinese: str) -> str:
    """The font of the common set with the same duty."""
    standard, common = FONTS[FontSet.STANDARD], FONTS[FontSet.COMMON]
    return next((getattr(common, duty) for duty in Fonts.__slots__ if getattr(standard, duty) == chinese), "")


def _properties(face: Face, font: str) -> str:
    if not font:
        return face.properties
    fonts = f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    return f"<w:rPr>{fonts}{face.more}</w:rPr>"
