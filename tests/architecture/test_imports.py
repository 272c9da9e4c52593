"""What an import really loads: Qt, SQL and the office formats come when they are needed, not before.

The contracts of test_layers.py read the source; these tests ask a fresh process, so that a library that
drags another one in is noticed too.
"""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import eduduty_desktop

CHECKOUT = Path(__file__).resolve().parents[2]

QT = {"PySide6", "shiboken6"}
FORMATS = {"docx", "openpyxl", "lxml"}
SQL = {"sqlite3", "sqlite_utils"}
NETWORK = {"PySide6.QtNetwork"}
WINDOW = {"gui", "app", "__main__"}

CHILDREN = sorted(module.name for module in pkgutil.iter_modules(eduduty_desktop.__path__))
BELOW_THE_WINDOW = [name for name in CHILDREN if name not in WINDOW]

LOAD = """
import importlib, json, pkgutil, sys
name, deep = sys.argv[1], sys.argv[2] == "deep"
module = importlib.import_module(name)
if deep and hasattr(module, "__path__"):
    for child in pkgutil.walk_packages(module.__path__, name + "."):
        importlib.import_module(child.name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(module: str, *, deep: bool) -> set[str]:
    """Return the modules that a fresh process holds after importing one (deep: with everything inside it)."""
    done = subprocess.run(
        [sys.executable, "-c", LOAD, module, "deep" if deep else "itself"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_there_is_something_to_import() -> None:
    assert {"assets", "errors", "figures", "framework"} <= set(CHILDREN)


@pytest.mark.parametrize("name", BELOW_THE_WINDOW)
def test_importing_a_part_loads_nothing_heavy(name: str) -> None:
    loaded = loaded_by(f"eduduty_desktop.{name}", deep=False)
    assert not loaded & (QT | FORMATS | {"sqlite_utils"})


@pytest.mark.parametrize("name", BELOW_THE_WINDOW)
def test_no_module_loads_what_another_part_owns(name: str) -> None:
    loaded = loaded_by(f"eduduty_desktop.{name}", deep=True)
    assert not loaded & QT
    if name != "office":
        assert not loaded & FORMATS
    if name not in {"store", "workspace", "cli"}:
        assert not loaded & SQL
    if name != "store":
        assert "sqlite_utils" not in loaded


@pytest.mark.parametrize("name", [name for name in CHILDREN if name in WINDOW])
def test_the_window_starts_without_formats_and_network(name: str) -> None:
    loaded = loaded_by(f"eduduty_desktop.{name}", deep=name == "gui")
    assert not loaded & (FORMATS | NETWORK | {"sqlite_utils"})


def test_a_loaded_library_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "planted"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "inner.py").write_text("import sqlite3\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "sqlite3" not in loaded_by("planted", deep=False)
    assert "sqlite3" in loaded_by("planted", deep=True)
