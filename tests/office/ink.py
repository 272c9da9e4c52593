"""Where there is ink on a page of a PDF: lengths in millimetres from the page's upper left corner."""

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PIXELS = 10
"""Pixels a millimetre (254 dpi)."""

DARK = 200
"""Grey below which a pixel is ink; red and thin strokes too."""


@dataclass(frozen=True)
class Ink:
    """One page as grey pixels."""

    width: int
    height: int
    pixels: bytes

    @cached_property
    def rows(self) -> list[bytes]:
        return [self.pixels[at : at + self.width] for at in range(0, self.width * self.height, self.width)]

    def bands(self, left: float, right: float, top: float, bottom: float) -> list[tuple[float, float]]:
        """Top and bottom of every stretch of rows with ink in a rectangle."""
        first, last = round(left * PIXELS), round(right * PIXELS)
        found: list[tuple[float, float]] = []
        begun: int | None = None
        for at in range(round(top * PIXELS), min(round(bottom * PIXELS), self.height)):
            inked = min(self.rows[at][first:last]) < DARK
            if inked and begun is None:
                begun = at
            elif not inked and begun is not None:
                found.append((begun / PIXELS, at / PIXELS))
                begun = None
        if begun is not None:
            found.append((begun / PIXELS, bottom))
        return found

    def span(self, top: float, bottom: float) -> tuple[float, float]:
        """Left and right edge of the ink between two heights."""
        lefts, rights = [], []
        for row in self.rows[round(top * PIXELS) : round(bottom * PIXELS)]:
            dark = bytes(1 if pixel < DARK else 0 for pixel in row)
            if 1 in dark:
                lefts.append(dark.index(1))
                rights.append(len(dark) - dark[::-1].index(1))
        return (min(lefts) / PIXELS, max(rights) / PIXELS) if lefts else (0.0, 0.0)


def ink_of(pdf: Path, page: int) -> Ink:
    """A page, counted from 1, as it would be printed."""
    command = ["pdftoppm", "-gray", "-r", str(PIXELS * 25.4), "-f", str(page), "-l", str(page), str(pdf)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    magic, size, most, pixels = done.stdout.split(b"\n", 3)
    assert (magic, most) == (b"P5", b"255")
    width, height = map(int, size.split())
    return Ink(width, height, pixels)
