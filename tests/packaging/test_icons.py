"""The pictures of program and draft are complete and those that the SVGs give."""

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

ICONS = Path(__file__).resolve().parents[2] / "packaging" / "icons"


@pytest.mark.parametrize("name", ["eduduty", "eduduty-draft"])
def test_an_ico_holds_every_size_and_what_its_directory_says(name: str) -> None:
    from draw_icons import LARGEST_BITMAP, WINDOWS_SIZES

    content = (ICONS / f"{name}.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", content)
    assert (reserved, kind, count) == (0, 1, len(WINDOWS_SIZES))
    end = 6 + 16 * count
    for number, size in enumerate(WINDOWS_SIZES):
        width, height, *_, depth, length, place = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        assert (width or 256, height or 256, depth, place) == (size, size, 32, end)
        start = content[place : place + 8]
        assert start == b"\x89PNG\r\n\x1a\n" if size > LARGEST_BITMAP else struct.unpack("<I", start[:4]) == (40,)
        end += length
    assert end == len(content)


@pytest.mark.parametrize("size", [16, 48, 256])
@pytest.mark.parametrize("name", ["eduduty", "eduduty-draft"])
def test_a_picture_is_what_its_drawing_gives(name: str, size: int, qtbot: QtBot) -> None:
    from draw_icons import SOURCES, draw

    committed = QImage(str(ICONS / f"{name}-{size}.png")).convertToFormat(QImage.Format.Format_ARGB32)
    assert committed.size().width() == size
    drawn = draw(SOURCES[name], size)
    worst = max(abs(a - b) for a, b in zip(bytes(committed.constBits()), bytes(drawn.constBits()), strict=True))
    assert worst <= 8, "draw the pictures again: packaging/draw_icons.py"


def test_a_small_picture_in_an_ico_is_the_drawing(qtbot: QtBot) -> None:
    from draw_icons import SOURCES, as_ico, draw

    drawn = draw(SOURCES["eduduty"], 32)
    read = QImage.fromData(as_ico([drawn]), "ICO").convertToFormat(QImage.Format.Format_ARGB32)
    assert read == drawn
