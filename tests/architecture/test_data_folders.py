"""ui/, resources/ and db/ are data, packaging/ is scripts; every form loads."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6 import QtWidgets
from PySide6.QtUiTools import QUiLoader
from pytestqt.qtbot import QtBot

CHECKOUT = Path(__file__).resolve().parents[2]
DATA_FOLDERS = ["ui", "resources", "db"]
FORMS = sorted((CHECKOUT / "ui").rglob("*.ui"))


@pytest.mark.parametrize("name", DATA_FOLDERS)
def test_a_data_folder_holds_data_and_no_python(name: str) -> None:
    files = [file for file in (CHECKOUT / name).rglob("*") if file.is_file()]
    assert files, f"{name}/ is empty"
    assert [file for file in files if file.suffix in {".py", ".pyc", ".pyi"}] == []


def test_the_data_folders_hold_what_the_program_asks_for() -> None:
    assert list((CHECKOUT / "resources" / "frameworks").glob("*.yaml"))
    assert list((CHECKOUT / "db" / "migrations").glob("[0-9][0-9][0-9][0-9]_*.sql"))
    assert FORMS


def test_packaging_is_no_package() -> None:
    # It would hide the library of the same name, which pip, build and hatchling use.
    assert (CHECKOUT / "packaging").is_dir()
    assert not list((CHECKOUT / "packaging").rglob("__init__.py"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.relative_to(CHECKOUT / "ui").as_posix())
def test_a_form_loads(form: Path, qtbot: QtBot) -> None:
    loader = QUiLoader()
    # The loader keeps no reference of its own to the classes.
    stand_ins = [type(name, (getattr(QtWidgets, base),), {}) for name, base in promoted_classes(form)]
    for stand_in in stand_ins:
        loader.registerCustomWidget(stand_in)
    widget = loader.load(str(form))
    assert widget is not None, loader.errorString()
    qtbot.addWidget(widget)
    names = [child.objectName() for child in widget.findChildren(QtWidgets.QWidget)]
    assert names


def promoted_classes(form: Path) -> list[tuple[str, str]]:
    """Return the classes of our own that a form names, each with the Qt class it extends."""
    tree = ElementTree.parse(form)
    return [
        (widget.findtext("class", ""), widget.findtext("extends", "QWidget")) for widget in tree.iter("customwidget")
    ]
