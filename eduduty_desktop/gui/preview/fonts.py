"""Which of the machine's fonts stand for the document's: the named one, or the nearest that is there.

Places do not depend on it: every piece of a line has its width from the paginator.
"""

from functools import cached_property

from PySide6.QtGui import QFont, QFontDatabase

from eduduty_desktop.document.layout import Layout
from eduduty_desktop.document.paper import Face, TextStyle
from eduduty_desktop.document.widths import Script

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "SimSun", "宋体", "WenQuanYi Zen Hei")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei")
SUBSTITUTES: dict[Face, tuple[str, ...]] = {
    Face.TITLE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", *_SERIF),
    Face.BODY: ("仿宋_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong", "FandolFang", "FandolFang R", *_SERIF),
    Face.KAI: ("楷体_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti", "FandolKai", "AR PL UKai CN", *_SERIF),
    Face.HEI: ("黑体", "SimHei", "华文黑体", "STHeiti", *_SANS),
    Face.SONG: ("宋体", "SimSun", "华文宋体", "STSong", *_SERIF),
}
LATIN_SUBSTITUTES = ("Times New Roman", "Liberation Serif", "Nimbus Roman", "Tinos", "TeX Gyre Termes", "DejaVu Serif")


class Fonts:
    """The fonts of one layout on this machine."""

    def __init__(self, layout: Layout) -> None:
        names = layout.names
        self._wanted = {
            Face.TITLE: names.title,
            Face.BODY: names.body,
            Face.KAI: names.kai,
            Face.HEI: names.hei,
            Face.SONG: names.song,
        }
        self._made: dict[tuple[TextStyle, Script], QFont] = {}

    @cached_property
    def _present(self) -> frozenset[str]:
        return frozenset(QFontDatabase.families())

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the document's fonts that this machine lacks."""
        return tuple(dict.fromkeys(name for name in self._wanted.values() if name not in self._present))

    def font(self, style: TextStyle, script: Script) -> QFont:
        """The font of a style; its size is set by whoever paints."""
        key = (style, script)
        if key not in self._made:
            font = QFont()
            font.setFamilies(self._families(style.face, script, half=style.half))
            font.setBold(style.bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setKerning(False)
            self._made[key] = font
        return self._made[key]

    def _families(self, face: Face, script: Script, *, half: bool) -> list[str]:
        chinese = [self._wanted[face], *SUBSTITUTES[face]]
        wanted = chinese if script is Script.HAN or half else [*LATIN_SUBSTITUTES, *chinese]
        return [name for name in dict.fromkeys(wanted) if name in self._present] or list(wanted)
