"""The layers of the house (import-linter's contracts in pyproject.toml) hold, and each of them bites."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts on the package in a folder."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_contracts_hold(checkout: Path) -> None:
    done = lint_imports(checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.fixture(scope="module")
def copied_house(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, to plant violations in."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(checkout / "pyproject.toml", folder)
    shutil.copytree(
        checkout / "eduduty_desktop", folder / "eduduty_desktop", ignore=shutil.ignore_patterns("__pycache__", "_data")
    )
    return folder


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("figures/planted", "import eduduty_desktop.draft", "Imports run downward only"),
        ("errors_planted", "", "Imports run downward only"),  # a module without a place in the layers
        ("office/planted", "import eduduty_desktop.store", "Imports run downward only"),
        ("document/planted", "import PySide6.QtCore", "Qt only in gui and app"),
        ("workspace/planted", "import sqlite3", "SQL only in store"),
        ("checks/planted", "import sqlite_utils", "SQL only in store"),
        ("document/planted", "from docx.shared import Pt", "File formats only in office"),
        ("workspace/planted", "def read():\n    import openpyxl", "File formats only in office"),
        ("gui/planted", "import lxml.etree", "File formats only in office"),
        ("workspace/planted", "from socket import socket", "No network anywhere"),
    ],
)
def test_a_planted_violation_is_found(copied_house: Path, module: str, line: str, contract: str) -> None:
    planted = copied_house / "eduduty_desktop" / f"{module}.py"
    planted.write_text(f"{line}\n", encoding="utf-8")
    try:
        done = lint_imports(copied_house)
    finally:
        planted.unlink()
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout, done.stdout + done.stderr


def test_a_planted_cycle_is_found(copied_house: Path) -> None:
    package = copied_house / "eduduty_desktop" / "figures"
    (package / "one.py").write_text("from eduduty_desktop.figures import two\n", encoding="utf-8")
    (package / "two.py").write_text("from eduduty_desktop.figures import one\n", encoding="utf-8")
    try:
        done = lint_imports(copied_house)
    finally:
        (package / "one.py").unlink()
        (package / "two.py").unlink()
    assert done.returncode != 0
    assert "No import cycles, at any depth BROKEN" in done.stdout, done.stdout + done.stderr
