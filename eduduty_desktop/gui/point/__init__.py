"""The page on which one point, section or 基本情况 is entered: tables of figures, narrative, problems, score."""

from eduduty_desktop.gui.point.page import PointPage

__all__ = ["PointPage"]
