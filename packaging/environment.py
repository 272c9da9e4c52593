"""The clean environment of a build: a virtual environment with the pinned packages and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from layout import REQUIREMENTS, WORK

PINNED = ("runtime.txt", "bundle.txt")
FIRST_VERSION = (3, 11)
ASK = (
    "import sys, sysconfig, venv, ensurepip;"
    "print(*sys.version_info[:2], int(sys.platform == 'win32' or bool(sysconfig.get_config_var('Py_ENABLE_SHARED'))))"
)


class BuildError(Exception):
    """The build cannot go on; the message says why and what to do."""


def check_python(wanted: Path | None) -> Path:
    """Return the Python to build with. Raises BuildError where it is too old or lacks its shared library."""
    python = wanted or Path(getattr(sys, "_base_executable", None) or sys.executable)
    asked = subprocess.run([str(python), "-c", ASK], capture_output=True, text=True, check=False)
    if asked.returncode:
        raise BuildError(f"{python} cannot make virtual environments (package python3-venv): {asked.stderr.strip()}")
    major, minor, shared = map(int, asked.stdout.split())
    if (major, minor) < FIRST_VERSION:
        raise BuildError(f"{python} is Python {major}.{minor}; name a newer one with --python")
    if not shared:
        raise BuildError(f"{python} has no shared library, which the bundle needs; name another one with --python")
    return python


def make_environment(python: Path, *, keep: bool) -> Path:
    """Return the Python of an environment with exactly the pinned packages, made anew unless `keep`."""
    folder = WORK / "environment"
    inside = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if keep and inside.exists():
        return inside
    shutil.rmtree(folder, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run([str(python), "-m", "venv", str(folder)], check=True)
    command = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:"]
    for name in PINNED:
        command += ["-r", str(REQUIREMENTS / name)]
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    subprocess.run(command, check=True, env=clean)
    return inside
