"""Names that all packaging scripts share: folders of the checkout, the program's version."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGING = CHECKOUT / "packaging"
WORK = CHECKOUT / "build" / "package"
BUNDLE = WORK / "bundle" / "eduduty"
DIST = CHECKOUT / "dist"
REQUIREMENTS = CHECKOUT / "requirements"


def version() -> str:
    """Return the program's version as the package states it."""
    text = (CHECKOUT / "eduduty_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise LookupError("eduduty_desktop/__init__.py states no __version__")
    return found[1]
