"""The program's line icons in the colours of the theme (`resources/icons/*.svg`)."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 16  # shown size in device-independent pixels


class Icons:
    """Icons by file name, each drawn once."""

    def __init__(self, folder: Path, colour: str, disabled: str) -> None:
        self._folder = folder
        self._colour = colour
        self._disabled = disabled
        # Sharp on this screen and on a plain one; drawing every ratio would cost time at start.
        self._ratios = sorted({1.0, QGuiApplication.instance().devicePixelRatio()})  # type: ignore[union-attr]
        self._made: dict[tuple[str, str], QIcon] = {}

    def named(self, name: str, colour: str = "") -> QIcon:
        """The icon of a name, in the text's colour or a given one; its disabled form is paler."""
        key = (name, colour or self._colour)
        if key not in self._made:
            source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            icon = QIcon()
            for mode, tint in ((QIcon.Mode.Normal, key[1]), (QIcon.Mode.Disabled, self._disabled)):
                renderer = QSvgRenderer(QByteArray(source.replace("currentColor", tint).encode()))
                for ratio in self._ratios:
                    icon.addPixmap(_draw(renderer, SIZE, ratio), mode)
            self._made[key] = icon
        return self._made[key]

    def application(self) -> QIcon:
        """The mark of the program itself."""
        renderer = QSvgRenderer(str(self._folder / "application.svg"))
        icon = QIcon()
        for size in (16, 32, 64):
            icon.addPixmap(_draw(renderer, size, 1.0))
        return icon


def _draw(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
