"""Colours, marks and icons: contrast, one shape a mark, every declared icon there."""

from itertools import combinations

import msgspec
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from eduduty_desktop import assets
from eduduty_desktop.gui.commands import COMMANDS
from eduduty_desktop.gui.look import Colours, Look
from eduduty_desktop.gui.marks import OF_SEVERITY, OF_STATUS, Mark, paint_mark
from eduduty_desktop.gui.outline import ICONS

ON_GROUND = ("text", "muted", "accent", "error", "warning", "good")
GROUNDS = ("window", "base", "alternate")
PAIRS = [
    *((front, ground) for front in ON_GROUND for ground in GROUNDS),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("error", "error_soft"),
    ("warning", "warning_soft"),
    ("good", "good_soft"),
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(qapp: QApplication, theme: str, front: str, ground: str) -> None:
    colours = Look.named(theme).colours
    assert contrast(getattr(colours, front), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheet_has_no_open_names(qapp: QApplication, theme: str) -> None:
    sheet = Look.named(theme).style_sheet()
    assert "@" not in sheet
    assert "chevron-down.svg" in sheet


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheet_is_understood(qapp: QApplication, theme: str) -> None:
    before = (qapp.font(), qapp.palette(), qapp.styleSheet())
    Look.named(theme).apply(qapp)  # a warning of Qt's parser fails the test
    assert qapp.font().families()
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])


def test_a_theme_with_an_unknown_colour_is_refused() -> None:
    text = assets.path("ui", "style", "light.json").read_bytes().replace(b'"window"', b'"windows"')
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Colours)


def test_marks_differ_by_shape_alone(look: Look) -> None:
    grey = Colours(*(["#404040"] * len(Colours.__struct_fields__)))
    grey = msgspec.structs.replace(grey, base="#ffffff")
    pictures = {mark: drawn(mark, grey) for mark in Mark if mark is not Mark.STARTED}  # the same as 部门已报
    assert all(pictures.values())
    for one, other in combinations(pictures, 2):
        assert pictures[one] != pictures[other], f"{one.value} looks like {other.value}"
    assert len(set(OF_STATUS.values())) == len(OF_STATUS)
    assert len(set(OF_SEVERITY.values())) == len(OF_SEVERITY)


def drawn(mark: Mark, colours: Colours) -> bytes:
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    blank = bytes(image.constBits())
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, 16, 16), mark, colours)
    painter.end()
    picture = bytes(image.constBits())
    return picture if picture != blank else b""


@pytest.mark.parametrize("name", [*{c.icon for c in COMMANDS if c.icon}, *ICONS.values()])
def test_every_icon_is_drawn(look: Look, name: str) -> None:
    image = look.icons.named(name).pixmap(16, 16).toImage()
    colours = {image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())}
    assert max(colours) > 128


def test_commands_have_their_own_keys() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
