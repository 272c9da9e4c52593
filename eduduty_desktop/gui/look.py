"""What the window looks like: colours of the theme, palette, style sheet, fonts and icons.

One `Look` is made at start and handed to those widgets that paint themselves.
"""

import re
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from eduduty_desktop import assets
from eduduty_desktop.gui.icons import Icons

UI_FONTS = ["Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"]
UI_POINTS = 9.5
_TOKEN = re.compile(r"@([a-z_]+)")


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of one theme by what they are for, as `#rrggbb`; the files are `ui/style/*.json`."""

    window: str
    base: str
    alternate: str
    line: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str
    disabled: str


class Look:
    """One theme with everything that is drawn from it."""

    def __init__(self, colours: Colours) -> None:
        self.colours = colours
        self.icons = Icons(assets.path("resources", "icons"), colours.text, colours.disabled)

    @classmethod
    def named(cls, theme: str) -> "Look":
        """The theme `light` or `dark`."""
        return cls(msgspec.json.decode(assets.path("ui", "style", f"{theme}.json").read_bytes(), type=Colours))

    @classmethod
    def of_system(cls, application: QApplication) -> "Look":
        """The theme that the desktop prefers."""
        return cls.named("dark" if application.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light")

    def apply(self, application: QApplication) -> None:
        """Dress the application: Fusion, font, palette, style sheet, icon."""
        application.setStyle("Fusion")
        application.setFont(ui_font())
        application.setPalette(palette(self.colours))
        application.setStyleSheet(self.style_sheet())
        application.setWindowIcon(self.icons.application())

    def style_sheet(self) -> str:
        """The style sheet with its @names filled in.  Raises KeyError for a name that no theme has."""
        values = msgspec.structs.asdict(self.colours)
        values["icons"] = Path(assets.path("resources", "icons")).as_posix()
        text = assets.path("ui", "style", "window.qss").read_text(encoding="utf-8")
        return _TOKEN.sub(lambda match: values[match[1]], text.split("*/", 1)[1])


def ui_font() -> QFont:
    """The system's Chinese interface font."""
    font = QFont()
    font.setFamilies(UI_FONTS)
    font.setPointSizeF(UI_POINTS)
    return font


def palette(colours: Colours) -> QPalette:
    """The theme as a palette, for what the style sheet leaves to Fusion."""
    role = QPalette.ColorRole
    result = QPalette()
    for name, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.alternate,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.window,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.base,
        role.ToolTipText: colours.text,
        role.Mid: colours.line,
        role.Dark: colours.border,
        role.Accent: colours.accent,
    }.items():
        result.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.disabled))
    return result
