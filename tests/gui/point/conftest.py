"""The point page on the small framework, as most tests of its parts begin."""

import pytest
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import session


@pytest.fixture
def opened() -> Session:
    """A session on an empty draft."""
    return session()


@pytest.fixture
def page(qtbot: QtBot, opened: Session) -> PointPage:
    """The shown page of the first point."""
    shown = PointPage(opened)
    qtbot.addWidget(shown)
    shown.resize(760, 900)
    shown.show_node("s1.p1")
    with qtbot.waitExposed(shown):
        shown.show()
    return shown
