"""The wheel carries the package and its data, and finds the data where it was installed."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DATA_FOLDERS = ["ui", "resources", "db"]

ASK = """
import json
from eduduty_desktop import assets
print(json.dumps({
    "code": assets.__file__,
    "ui": str(assets.folder("ui")),
    "frameworks": str(assets.path("resources", "frameworks")),
    "migrations": str(assets.path("db", "migrations")),
}))
"""


def run(*command: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    # Not from the checkout itself: its packaging/ folder is no library.
    run("-m", "build", "--no-isolation", "--wheel", "--outdir", str(out), str(CHECKOUT), cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in, outside the checkout."""
    target = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target), str(wheel), cwd=target)
    return target


@pytest.mark.parametrize("folder", DATA_FOLDERS)
def test_every_data_file_is_in_the_wheel(names: set[str], folder: str) -> None:
    expected = {
        f"eduduty_desktop/_data/{file.relative_to(CHECKOUT).as_posix()}"
        for file in (CHECKOUT / folder).rglob("*")
        if file.is_file()
    }
    assert expected, f"{folder}/ is empty"
    assert {name for name in names if name.startswith(f"eduduty_desktop/_data/{folder}/")} == expected


def test_the_wheel_holds_the_package_and_nothing_else(names: set[str]) -> None:
    modules = {
        file.relative_to(CHECKOUT).as_posix()
        for file in (CHECKOUT / "eduduty_desktop").rglob("*.py")
        if "__pycache__" not in file.parts
    }
    assert modules <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"eduduty_desktop"}


def test_the_installed_program_finds_its_data(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(run("-P", "-c", ASK, cwd=tmp_path, PYTHONPATH=str(installed)))
    package = installed / "eduduty_desktop"
    assert Path(answer["code"]) == package / "assets.py"
    assert Path(answer["ui"]) == package / "_data" / "ui"
    assert list(Path(answer["frameworks"]).glob("*.yaml"))
    assert list(Path(answer["migrations"]).glob("*.sql"))
    assert package in Path(answer["migrations"]).parents


def test_the_installed_program_answers_on_the_command_line(installed: Path, tmp_path: Path) -> None:
    out = run("-P", "-m", "eduduty_desktop", "framework", "list", "--json", cwd=tmp_path, PYTHONPATH=str(installed))
    assert json.loads(out)["frameworks"]


def test_a_checkout_finds_its_data_at_its_root(tmp_path: Path) -> None:
    answer = json.loads(run("-P", "-c", ASK, cwd=tmp_path, PYTHONPATH=str(CHECKOUT)))
    assert Path(answer["ui"]) == CHECKOUT / "ui"
    assert Path(answer["migrations"]) == CHECKOUT / "db" / "migrations"
