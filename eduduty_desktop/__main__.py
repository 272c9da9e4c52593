"""The `eduduty` command: wires the command line to the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from eduduty_desktop.cli import main as run_command_line


def open_window(draft: Path | None, *, smoke: bool = False) -> int:
    """Open the window; Qt is loaded only now, so that commands stay quick."""
    from eduduty_desktop.app import run_window

    return run_window(draft, smoke=smoke)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status (design.md §5)."""
    return run_command_line(arguments, open_window)


if __name__ == "__main__":
    sys.exit(main())
