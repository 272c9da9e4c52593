"""The window 校核已有报告 over a proof made by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.proofing.window import ProofingWindow
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.proof import Proof
from eduduty_desktop.workspace.proofing import ProvenReport, proven
from tests.workspace.proofs import TEXT, example

Make = Callable[..., ProofingWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "某县报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


class Hand:
    """Stands for the reading of a file: gives a proof, or raises; `gate` is called before."""

    def __init__(self) -> None:
        self.proof: Proof = example()
        self.error: Exception | None = None
        self.gate: Callable[[Callable[[], bool]], None] | None = None
        self.coding = "UTF-8"
        self.paths: list[Path] = []

    def __call__(self, path: Path, *, progress: Any = None, cancelled: Any = None, reader: Any = None) -> ProvenReport:
        self.paths.append(path)
        progress(1, 2, "正在校核")
        if self.gate is not None:
            self.gate(cancelled)
        if self.error is not None:
            raise self.error
        return proven(path, "ab" * 32, self.coding, self.proof)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def window(
    qtbot: QtBot, services: Services, settings: Settings, presenter, look: Look, hand: Hand
) -> Iterator[ProofingWindow]:
    """The window, shown and empty."""
    made = ProofingWindow(services, settings, presenter, look, prove=hand)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def shown(qtbot: QtBot, window: ProofingWindow, file: Path) -> ProofingWindow:
    """The window on the report."""
    with qtbot.waitSignal(window.settled):
        window.open(file)
    return window
