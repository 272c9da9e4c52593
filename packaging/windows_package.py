"""The setup program and the portable archive around the Windows bundle, and the hook that signs.

makensis runs on Linux too, so that the script can be compiled and tried there around any folder (wine_trial.sh);
the bundle itself can only be made on Windows.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from environment import BuildError
from layout import DIST, PACKAGING, version
from sizes import files_of, total

PORTABLE_MARK = "portable.txt"  # eduduty_desktop/paths.py looks for it beside the program
SIGN = "EDUDUTY_SIGN"
USUAL_PLACES = ("C:/Program Files (x86)/NSIS/makensis.exe", "C:/Program Files/NSIS/makensis.exe")


def pack(bundle: Path) -> list[Path]:
    """Return setup program and portable archive made of a bundle. Raises BuildError where makensis is missing."""
    setup = compile_installer(bundle, DIST / f"eduduty-{version()}-setup.exe", version())
    sign(setup)
    return [setup, make_portable(bundle)]


def compile_installer(bundle: Path, target: Path, number: str, *options: str) -> Path:
    """Compile installer.nsi around a folder of files as version `number`; `options` are more words for makensis."""
    makensis = shutil.which("makensis") or next((place for place in USUAL_PLACES if Path(place).is_file()), None)
    if makensis is None:
        raise BuildError("makensis is missing: install NSIS 3 (Debian: package nsis)")
    target.parent.mkdir(parents=True, exist_ok=True)
    defined = {
        "VERSION": number,
        "VERSION4": ".".join([*re.findall(r"\d+", number)[:3], "0", "0", "0"][:4]),
        "PAYLOAD": str(bundle.resolve()),
        "PAYLOAD_KB": str(total(bundle) // 1024 + 1),
        "OUTFILE": str(target.resolve()),
        "ICONS": str((PACKAGING / "icons").resolve()),
    }
    if os.environ.get(SIGN):
        defined["SIGN"] = os.environ[SIGN].replace("{file}", "%1")
    mark = "/" if sys.platform == "win32" else "-"
    command = [makensis, f"{mark}V2", f"{mark}INPUTCHARSET", "UTF8", *options]
    command += [f"{mark}D{name}={value}" for name, value in defined.items()]
    subprocess.run([*command, str(PACKAGING / "windows" / "installer.nsi")], check=True)
    return target


def make_portable(bundle: Path) -> Path:
    """Return the .zip that runs from any folder or stick and keeps its data beside itself."""
    target = DIST / f"eduduty-{version()}-portable.zip"
    folder = f"教育履职自评-{version()}"
    mark = (PACKAGING / "windows" / PORTABLE_MARK).read_text(encoding="utf-8")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files_of(bundle):
            archive.write(file, f"{folder}/{file.relative_to(bundle).as_posix()}")
        archive.writestr(f"{folder}/{PORTABLE_MARK}", "\ufeff" + mark.replace("\n", "\r\n"))
    return target


def sign_all(bundle: Path) -> None:
    """Sign the programs of a bundle, where the environment names a command for it."""
    for program in sorted(bundle.glob("*.exe")):
        sign(program)


def sign(file: Path) -> bool:
    """Run the command of EDUDUTY_SIGN on a file; tells whether there was one."""
    command = os.environ.get(SIGN)
    if not command:
        return False
    windows = os.name == "nt"  # where a backslash is no escape, and quotes stay on the words
    words = [word.strip('"') if windows else word for word in shlex.split(command, posix=not windows)]
    subprocess.run([word.replace("{file}", str(file)) for word in words], check=True)
    return True
