"""Letting a window come to rest without waiting for the clock."""

from PySide6.QtCore import QCoreApplication

ROUNDS = 8  # a layout that moves a scroll bar that moves a layout: none of ours takes more than three


def settle() -> None:
    """Carry out what is posted – layouts, zero timers, repainting – and what that posts in turn."""
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
