"""Draws the pictures of program and draft from their SVGs, for Windows (.ico) and Linux (.png).

    QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/draw_icons.py

The results are committed; run it again after a change of an SVG.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SOURCES = {
    "eduduty": HERE.parent / "resources" / "icons" / "application.svg",
    "eduduty-draft": HERE / "icons" / "eduduty-draft.svg",
}
LINUX_SIZES = (16, 24, 32, 48, 64, 128, 256)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
LARGEST_BITMAP = 64  # larger pictures go into an .ico as PNG, smaller ones as bitmaps, which every program reads


def draw(svg: Path, size: int) -> QImage:
    """Return the drawing as a square of `size` pixels with transparency."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def as_png(image: QImage) -> bytes:
    """Return the picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def as_bitmap(image: QImage) -> bytes:
    """Return the picture as an icon's bitmap: header, rows from the bottom up in BGRA, an empty mask."""
    size = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    rows = bytes(image.constBits())
    stride = image.bytesPerLine()
    pixels = b"".join(rows[line * stride : line * stride + size * 4] for line in reversed(range(size)))
    mask = bytes((size + 31) // 32 * 4 * size)
    return header + pixels + mask


def as_ico(images: list[QImage]) -> bytes:
    """Return the bytes of an .ico file with the pictures."""
    parts = [as_bitmap(image) if image.width() <= LARGEST_BITMAP else as_png(image) for image in images]
    place = 6 + 16 * len(parts)
    directory = struct.pack("<HHH", 0, 1, len(parts))
    for image, part in zip(images, parts, strict=True):
        side = image.width() % 256  # 0 means 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(part), place)
        place += len(part)
    return directory + b"".join(parts)


def main() -> int:
    """Write every picture beside this script."""
    application = QGuiApplication(sys.argv)
    for name, svg in SOURCES.items():
        for size in LINUX_SIZES:
            (HERE / "icons" / f"{name}-{size}.png").write_bytes(as_png(draw(svg, size)))
        (HERE / "icons" / f"{name}.ico").write_bytes(as_ico([draw(svg, size) for size in WINDOWS_SIZES]))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
