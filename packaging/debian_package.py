"""The .deb around the Linux bundle: files laid out as Debian has them, dependencies measured, built by dpkg-deb.

What the package depends on is not written down but asked: every library that a file of the bundle names and the
bundle does not hold is looked up in the packages of the system that builds.
"""

import gzip
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from environment import BuildError
from layout import CHECKOUT, DIST, PACKAGING, WORK, version
from sizes import files_of, total

NAME = "eduduty"
MAINTAINER = "Eduduty Desktop contributors <eduduty@localhost.localdomain>"
HERE = PACKAGING / "debian"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
# The same library under the name of older and newer releases: UOS 20 and Kylin V10 have the older ones.
OTHER_NAMES = {
    "libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64",
    "libglib2.0-0t64": "libglib2.0-0 | libglib2.0-0t64",
    "libgcc-s1": "libgcc-s1 | libgcc1",
    "libgcc1": "libgcc-s1 | libgcc1",
}
RECOMMENDED = "fonts-noto-cjk | fonts-wqy-zenhei | fonts-wqy-microhei"


def pack(bundle: Path) -> list[Path]:
    """Return the package made of a bundle. Raises BuildError where dpkg-deb is missing."""
    if shutil.which("dpkg-deb") is None:
        raise BuildError("dpkg-deb is missing: build the .deb on a Debian-like system")
    root = WORK / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root)
    write_control(bundle, root)
    target = DIST / f"{NAME}_{debian_version()}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": epoch()})
    return [target]


def debian_version() -> str:
    """Return the version as Debian sorts it: a pre-release before its release."""
    return re.sub(r"(?<=\d)(?=a|b|rc|\.dev)", "~", version())


def architecture() -> str:
    """Return Debian's name of this machine's kind."""
    asked = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def epoch() -> str:
    """Return the seconds that stamp the files: the last commit's, so that the same sources give the same package."""
    command = ["git", "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "1700000000"


# --- the files -------------------------------------------------------------------------------------------------


def lay_out(bundle: Path, root: Path) -> None:
    """Fill a folder with the files as they will lie in the system."""
    library = root / "usr" / "lib" / NAME
    shutil.copytree(bundle, library, symlinks=True)
    papers = root / "usr" / "share" / "doc" / NAME
    papers.mkdir(parents=True)
    shutil.move(library / "licences", papers / "licences")
    (library / "eduduty-cli").unlink(missing_ok=True)
    for name in ("eduduty", "eduduty-cli"):
        link(root / "usr" / "bin" / name, "../lib/eduduty/eduduty")
    install(HERE / "eduduty.desktop", root / "usr/share/applications/eduduty.desktop")
    install(HERE / "eduduty.xml", root / "usr/share/mime/packages/eduduty.xml")
    install(HERE / "copyright", papers / "copyright")
    install(HERE / "lintian-overrides", root / "usr/share/lintian/overrides/eduduty")
    manual = (HERE / "eduduty.1").read_text(encoding="utf-8").replace("@VERSION@", version())
    compressed(root / "usr/share/man/man1/eduduty.1.gz", manual)
    chinese = (HERE / "eduduty.zh_CN.1").read_text(encoding="utf-8").replace("@VERSION@", version())
    compressed(root / "usr/share/man/zh_CN/man1/eduduty.1.gz", chinese)
    link(root / "usr/share/man/man1/eduduty-cli.1.gz", "eduduty.1.gz")
    compressed(papers / "CHANGELOG.md.gz", (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"))
    compressed(papers / "changelog.gz", changelog())
    icons = root / "usr/share/icons/hicolor"
    for size in ICON_SIZES:
        folder = icons / f"{size}x{size}"
        install(PACKAGING / "icons" / f"eduduty-{size}.png", folder / "apps/eduduty.png")
        install(PACKAGING / "icons" / f"eduduty-draft-{size}.png", folder / "mimetypes/application-x-eduduty.png")
    install(CHECKOUT / "resources/icons/application.svg", icons / "scalable/apps/eduduty.svg")
    install(PACKAGING / "icons/eduduty-draft.svg", icons / "scalable/mimetypes/application-x-eduduty.svg")
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == library / "eduduty"
            path.chmod(0o755 if runs else 0o644)


def changelog() -> str:
    """Return the change log in Debian's form; what changed is told in CHANGELOG.md."""
    day = datetime.fromtimestamp(int(epoch()), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    told = f"{NAME} ({debian_version()}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz in this folder."
    return f"{told}\n\n -- {MAINTAINER}  {day}\n"


def install(source: Path, target: Path) -> None:
    """Copy one file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def link(place: Path, target: str) -> None:
    """Make a relative link."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def compressed(target: Path, text: str) -> None:
    """Write a text as Debian wants manuals and change logs: gzip without name and time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def write_control(bundle: Path, root: Path) -> None:
    """Write DEBIAN/: what dpkg has to know."""
    folder = root / "DEBIAN"
    folder.mkdir()
    words = {
        "VERSION": debian_version(),
        "ARCHITECTURE": architecture(),
        "SIZE": str((total(root) + 1023) // 1024),
        "DEPENDS": ", ".join(dependencies(bundle)),
        "RECOMMENDS": RECOMMENDED,
        "MAINTAINER": MAINTAINER,
    }
    text = (HERE / "control.in").read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    (folder / "control").write_text(text, encoding="utf-8")
    sums = [
        subprocess.run(["md5sum", str(file.relative_to(root))], cwd=root, capture_output=True, text=True, check=True)
        for file in files_of(root)
        if folder not in file.parents
    ]
    (folder / "md5sums").write_text("".join(one.stdout for one in sums), encoding="utf-8")
    for file in folder.iterdir():
        file.chmod(0o644)


# --- what it depends on ----------------------------------------------------------------------------------------


def dependencies(bundle: Path) -> list[str]:
    """Return the packages that hold what the bundle needs of the system, as control writes them.

    Raises BuildError when a library is nobody's: the package could then be installed and not run.
    """
    packages = {owner_of(library) for library in needed_libraries(bundle)}
    packages.discard("libc6")
    return [f"libc6 (>= {newest_glibc(bundle)})", *sorted(OTHER_NAMES.get(name, name) for name in packages)]


def needed_libraries(bundle: Path) -> list[str]:
    """Return the names of libraries that files of the bundle need and the bundle does not hold."""
    there = {path.name for path in bundle.rglob("*")}
    named = {
        name
        for file in programs_of(bundle)
        for name in re.findall(r"^\s*NEEDED\s+(\S+)", objdump("-p", file), re.MULTILINE)
    }
    return sorted(named - there)


def newest_glibc(bundle: Path) -> str:
    """Return the newest version of glibc that any file of the bundle asks for."""
    versions = {
        tuple(map(int, found.split(".")))
        for file in programs_of(bundle)
        for found in re.findall(r"GLIBC_([\d.]+)", objdump("-p", file))
    }
    return ".".join(map(str, max(versions)))


def programs_of(bundle: Path) -> list[Path]:
    """Return the bundle's ELF files."""
    return [file for file in files_of(bundle) if file.read_bytes()[:4] == b"\x7fELF"]


def objdump(option: str, file: Path) -> str:
    """Return what objdump says of a file."""
    return subprocess.run(["objdump", option, str(file)], capture_output=True, text=True, check=True).stdout


def owner_of(library: str) -> str:
    """Return the Debian package that holds a library of the system. Raises BuildError when there is none."""
    known = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^\s*{re.escape(library)} \(libc6,x86-64.*=> (\S+)$", known, re.MULTILINE) or re.search(
        rf"^\s*{re.escape(library)} .*=> (\S+)$", known, re.MULTILINE
    )
    places = [found[1], str(Path(found[1]).resolve())] if found else []
    # Older releases have /lib beside /usr/lib, newer ones one for the other; dpkg knows only one spelling.
    for place in [*places, *(re.sub(r"^/usr/lib", "/lib", one) for one in places), *(f"/usr{one}" for one in places)]:
        asked = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return asked.stdout.split(":")[0]
    raise BuildError(f"{library} is needed and belongs to no Debian package here")
