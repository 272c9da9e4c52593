"""Where the bundled program starts; a checkout starts with `python -m eduduty_desktop` instead.

Puts right what a desktop's environment says about a Qt that is not ours, and, in the Windows program without a
console, shows in a box what would have been printed.
"""

import io
import os
import sys
from collections.abc import MutableMapping

# What the bundle holds of Qt's plugins (eduduty.spec); names of others in the environment would end the program.
PLATFORMS = ("xcb", "offscreen", "minimal")
INPUT_METHODS = ("ibus", "compose")
ERROR_BOX = 0x10  # MB_ICONERROR with one button


def suit_linux(environment: MutableMapping[str, str]) -> None:
    """Change the environment of a Linux desktop so that our Qt finds a screen and an input method.

    deepin and UOS name their own screen plugin (dxcb) for their Qt 5, wayland sessions name wayland, of which the
    bundle has none: X11 serves them all. fcitx 5 answers IBus clients too, so ibus stands in where fcitx is asked for;
    through the portal's name on the session bus, since Qt otherwise wants the program ibus-daemon to be installed.
    """
    platform = environment.get("QT_QPA_PLATFORM", "")
    asked = [part.split(":")[0] for part in platform.split(";")]
    if platform and asked[0] not in PLATFORMS:
        environment["QT_QPA_PLATFORM"] = "xcb"
    if not platform and environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "xcb"
    method = environment.get("QT_IM_MODULE", "")
    if not method and "fcitx" in environment.get("XMODIFIERS", ""):
        method = "fcitx"
    if method and method not in INPUT_METHODS and not environment.get("QT_IM_MODULES"):
        environment["QT_IM_MODULES"] = f"{method};ibus;compose"
        environment["IBUS_USE_PORTAL"] = "1"
    for name in ("QT_PLUGIN_PATH", "QT_STYLE_OVERRIDE"):
        environment.pop(name, None)


def run() -> int:
    """Run the program on the command line's arguments and return the exit status."""
    from eduduty_desktop.__main__ import main

    return main()


def run_without_console() -> int:
    """Run the program where nothing can be printed; what it had to say after a failure is shown in a box."""
    words = io.StringIO()
    sys.stdout = sys.stderr = words
    status = run()
    if status and words.getvalue().strip() and "--smoke" not in sys.argv:
        import ctypes

        box = ctypes.windll.user32.MessageBoxW  # type: ignore[attr-defined]
        box(None, words.getvalue().strip()[-1500:], "教育履职自评", ERROR_BOX)
    return status


if __name__ == "__main__":
    if sys.platform == "linux":
        suit_linux(os.environ)
    sys.exit(run() if sys.stderr is not None else run_without_console())
