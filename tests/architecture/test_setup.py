"""run.sh, test.sh and what they share: readable by a plain shell, and honest when they cannot go on."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPTS = ["run.sh", "test.sh", "packaging/setup.sh", "packaging/chroot_trial.sh"]

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder of stand-ins for the system's commands: dpkg knows only libgl1 and the renamed libglib."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in {
        "dpkg-query": "for name; do :; done; case $name in libgl1|libglib2.0-0t64) printf installed;; *) exit 1;; esac",
        "apt-cache": 'case $2 in fonts-b) echo "  Candidate: 1.0";; *) echo "  Candidate: (none)";; esac',
        "id": "echo 1000",
        "sudo": "exit 1",
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def shell(text: str, tools: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-eu", "-c", f". packaging/setup.sh\n{text}"],
        cwd=CHECKOUT,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_posix_shell(script: str) -> None:
    subprocess.run(["sh", "-n", script], cwd=CHECKOUT, check=True)


def test_an_installed_alternative_serves(tools: Path) -> None:
    done = shell("missing_packages libgl1 'libglib2.0-0|libglib2.0-0t64' libegl1 'fonts-a|fonts-b'", tools)
    assert done.stdout.split() == ["libegl1", "fonts-a|fonts-b"]


def test_the_name_that_this_release_offers_is_asked_for(tools: Path) -> None:
    done = shell("offered_packages 'fonts-a|fonts-b' 'fonts-c|fonts-d'", tools)
    assert done.stdout.split() == ["fonts-b", "fonts-c"]


def test_who_may_not_install_is_told_the_line(tools: Path) -> None:
    done = shell("install_packages libegl1 'fonts-a|fonts-b'; echo went on", tools)
    assert done.returncode == 2
    assert "apt-get install --no-install-recommends libegl1 fonts-b" in done.stderr
    assert "went on" not in done.stdout


def test_a_python_that_is_too_old_is_passed_over(tools: Path) -> None:
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tools / "python3").chmod(0o755)
    done = shell("find_python", tools)
    assert done.stdout.strip() != str(tools / "python3")


def test_a_stamp_changes_with_the_file(tools: Path, tmp_path: Path) -> None:
    pinned = tmp_path / "pinned.txt"
    stamps = []
    for text in ["a==1", "a==2", "a==1"]:
        pinned.write_text(text, encoding="utf-8")
        stamps.append(shell(f"checksum test '{pinned}'", tools).stdout.strip())
    assert stamps[0] == stamps[2] != stamps[1]
    assert len(stamps[0]) == 64
