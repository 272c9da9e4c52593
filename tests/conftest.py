"""What every test shares: folders that are nobody's, LibreOffice or a reason, and one hypothesis profile."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent

# Tests must not need a screen; a developer who wants to watch sets QT_QPA_PLATFORM=xcb.
if sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in every run: what fails here fails everywhere, and a slow machine is no failure.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def office_required() -> bool:
    """Return whether a missing LibreOffice is a failure: on request, and in continuous integration."""
    return os.environ.get("EDUDUTY_REQUIRE_OFFICE") == "1" or bool(os.environ.get("CI"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `office` where LibreOffice is missing, or fail it where it is required."""
    if item.get_closest_marker("office") is None or shutil.which("soffice") is not None:
        return
    reason = "LibreOffice (soffice) is not installed: apt-get install libreoffice-writer libreoffice-calc"
    if office_required():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat at the end which linters failed before the tests (see test.sh), so that it is not overlooked."""
    failed = os.environ.get("EDUDUTY_FAILED_CHECKS", "").split()
    if failed:
        terminalreporter.section("checks before the tests")
        for name in failed:
            terminalreporter.write_line(f"FAILED {name} (its messages stand above the tests)", red=True)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The checkout's root."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder `shared` beside the checkout (published reports, annotations); skips where it is absent."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with published reports and annotations is not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, logs and documents of the user who runs the tests stay untouched (also in child processes)."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable, name in {
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state",
            "XDG_DOCUMENTS_DIR": "documents",
            "APPDATA": "roaming",
            "LOCALAPPDATA": "local",
        }.items():
            patch.setenv(variable, str(home / name))
        yield
