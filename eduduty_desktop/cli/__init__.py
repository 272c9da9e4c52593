"""The command line: thin commands over the same use cases as the window.

Knows no Qt: whoever wires the program passes in the function that opens the window.
"""

from eduduty_desktop.cli.main import main

__all__ = ["main"]
