"""Measures the bundled program's start against an empty window, both bundled (benchmarks/startup.py's bar).

    QT_QPA_PLATFORM=offscreen python packaging/frozen_startup.py [ROUNDS]

Bundles the benchmark itself by the program's own recipe, in the environment of the last build.
"""

import os
import subprocess
import sys

from environment import make_environment
from layout import CHECKOUT, WORK


def main() -> int:
    """Bundle the benchmark, run it, return its status."""
    python = make_environment(WORK, keep=True)
    command = [
        str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
        "--distpath", str(WORK / "probe"), "--workpath", str(WORK / "probe-work"),
        str(CHECKOUT / "packaging" / "eduduty.spec"),
    ]  # fmt: skip
    start = {"EDUDUTY_START": str(CHECKOUT / "benchmarks" / "startup.py"), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, cwd=WORK, env={**os.environ, **start}, check=True)
    program = WORK / "probe" / "eduduty" / ("eduduty.exe" if sys.platform == "win32" else "eduduty")
    return subprocess.run([str(program), *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
