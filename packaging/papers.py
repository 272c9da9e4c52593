"""What has to travel with the program: licence texts, the notice on Qt (LGPL), the SBOM, checksums.

Only what is really in the bundle is listed: the modules that PyInstaller recorded lead to the Python packages, the
libraries lying in the folder lead to the system's packages. The SBOM is CycloneDX 1.5 in JSON.
"""

import ast
import hashlib
import json
import platform
import re
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any, NamedTuple

from layout import CHECKOUT, DIST, PACKAGING, REQUIREMENTS, WORK, version

SBOM_NAME = "sbom.cdx.json"
LICENCE_FILE = re.compile(r"(?:^|/)(?:licen[cs]es?|copying|notice)[^/]*$", re.IGNORECASE)
NAMESPACE = uuid.UUID("6f0f3f0e-6a53-5d0a-9a53-3f4b6c6f2d11")  # ours: an SBOM's number follows from its contents
QT_LICENCE = "LGPL-3.0-only"
# Asked of the Python of the build's environment: name, version, licence, files of each installed package.
ASK_PACKAGES = """
import importlib.metadata as metadata, json
print(json.dumps([
    {"name": one.metadata["Name"], "version": one.version,
     "licence": one.metadata.get("License-Expression") or one.metadata.get("License") or "",
     "files": [[str(file), str(file.locate())] for file in one.files or []]}
    for one in metadata.distributions()
]))
"""
ASK_PYTHON = "import platform, sys, os; print(platform.python_version()); print(sys.base_prefix)"


class Part(NamedTuple):
    """One part of the bundle that somebody else wrote, with its licence files as (name, path)."""

    name: str
    version: str
    licence: str
    kind: str  # pypi, deb, generic
    files: tuple[tuple[str, Path], ...] = ()


def add_papers(python: Path, bundle: Path) -> None:
    """Put licences/ and the SBOM into the bundle."""
    parts = [*python_packages(python, bundle), *own_parts(python), *system_libraries(bundle)]
    folder = bundle / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for part in parts:
        for name, source in part.files:
            target = folder / f"{part.name}-{part.version}"
            target.mkdir(exist_ok=True)
            shutil.copyfile(source, target / name)
    for text in sorted((PACKAGING / "licences").glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    shutil.copyfile(CHECKOUT / "LICENSE", folder / "eduduty-MIT.txt")
    (folder / "NOTICE.txt").write_text(notice(parts), encoding="utf-8")
    document = sbom(parts, bundle)
    (folder / SBOM_NAME).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# --- what is inside --------------------------------------------------------------------------------------------


def python_packages(python: Path, bundle: Path) -> list[Part]:
    """Return the pinned Python packages of which anything is in the bundle. Raises LookupError if one is unpinned."""
    asked = subprocess.run([str(python), "-c", ASK_PACKAGES], capture_output=True, text=True, check=True)
    modules = bundled_modules()
    there = {file.name for file in bundle.rglob("*") if file.is_file()}
    pinned = pins(REQUIREMENTS / "runtime.txt")
    found = []
    for package in json.loads(asked.stdout):
        name = plain(package["name"])
        if not is_inside(package["files"], modules, there):
            continue
        if name == "pyinstaller":  # the start-up code only: a part of its own below
            continue
        if pinned.get(name) != package["version"]:
            raise LookupError(f"{name} {package['version']} got into the bundle but is not in requirements/runtime.txt")
        files = tuple(
            (Path(file).name, Path(place)) for file, place in package["files"] if LICENCE_FILE.search(file)
            and ".dist-info/" in file and Path(place).is_file()
        )  # fmt: skip
        found.append(Part(name, package["version"], package["licence"].strip(), "pypi", files))
    return sorted(found)


def bundled_modules() -> set[str]:
    """Return the file names, as absolute paths, of the Python modules that PyInstaller recorded."""
    found: set[str] = set()
    for record in (WORK / "pyinstaller").rglob("*.toc"):
        content = ast.literal_eval(record.read_text(encoding="utf-8"))
        if record.name.startswith("PYZ"):
            found |= {str(source) for _, source, kind in content[1] if kind == "PYMODULE"}
    return found


def is_inside(files: list[list[str]], modules: set[str], there: set[str]) -> bool:
    """Tell whether a package's modules are among the bundled ones, or one of its libraries lies in the bundle."""
    return any(
        place in modules or (Path(file).suffix in {".so", ".pyd"} and Path(file).name in there) for file, place in files
    )


def own_parts(python: Path) -> list[Part]:
    """Return Python itself and PyInstaller's start-up code."""
    asked = subprocess.run([str(python), "-c", ASK_PYTHON], capture_output=True, text=True, check=True)
    number, base = asked.stdout.splitlines()
    places = (Path(base) / "LICENSE.txt", *sorted(Path(base).glob("lib/python3.*/LICENSE.txt")),
              Path("/usr/share/doc/python3/copyright"))  # fmt: skip
    text = next((place for place in places if place.is_file()), None)
    files = (("LICENSE.txt", text),) if text else ()
    starter = pins(REQUIREMENTS / "bundle.txt")["pyinstaller"]
    return [
        Part("cpython", number, "PSF-2.0", "generic", files),
        Part("pyinstaller-bootloader", starter, "GPL-2.0-or-later WITH Bootloader-exception", "generic"),
    ]


def system_libraries(bundle: Path) -> list[Part]:
    """Return the Debian packages whose libraries the bundle took along; none where there is no dpkg."""
    if shutil.which("dpkg-query") is None:
        return []
    found = {}
    for file in sorted((bundle / "_internal").glob("lib*.so*")):
        if file.is_symlink() or file.name.startswith("libpython"):  # Python is a part of its own
            continue
        asked = subprocess.run(["dpkg-query", "-S", f"*/{file.name}"], capture_output=True, text=True, check=False)
        owners = {line.split(":")[0] for line in asked.stdout.splitlines()}
        for owner in sorted(owners)[:1]:
            about = subprocess.run(
                ["dpkg-query", "-W", "-f", "${Version}\\n", owner], capture_output=True, text=True, check=True
            )
            text = Path("/usr/share/doc") / owner / "copyright"
            files = (("copyright.txt", text),) if text.is_file() else ()
            found[owner] = Part(owner, about.stdout.splitlines()[0], "", "deb", files)
    return list(found.values())


def pins(file: Path) -> dict[str, str]:
    """Return name → version of a pinned requirements file."""
    return {
        plain(name): number
        for name, number in re.findall(r"^([\w.-]+)==([\w.]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }


def plain(name: str) -> str:
    """Return a package's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


# --- papers ----------------------------------------------------------------------------------------------------


def notice(parts: list[Part]) -> str:
    """Return the notice that goes with the program: whose work is inside, and the duties towards Qt."""
    head = (PACKAGING / "licences" / "notice.in").read_text(encoding="utf-8")
    qt = next((part.version for part in parts if part.name.startswith("pyside6")), "")
    listed = "\n".join(f"  {part.name} {part.version}  {one_line(part.licence)}".rstrip() for part in parts)
    return head.replace("@VERSION@", version()).replace("@QT@", qt).replace("@PARTS@", listed)


def one_line(text: str) -> str:
    """Return the first line of a licence's name."""
    return text.splitlines()[0][:80] if text else "见同名文件夹 / see the folder of that name"


def sbom(parts: list[Part], bundle: Path) -> dict[str, Any]:
    """Return the bill of materials as CycloneDX 1.5; the same bundle gives the same document."""
    components = [component(part) for part in parts]
    components += [
        {"type": "file", "name": file.relative_to(bundle).as_posix(), "hashes": [sha256(file)]}
        for file in sorted((bundle / "_internal").rglob("*"))
        if file.is_file() and not file.is_symlink() and re.search(r"\.(?:so|dll|pyd)\b", file.name)
    ]
    serial = uuid.uuid5(NAMESPACE, json.dumps(components, sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "eduduty",
                "name": "eduduty-desktop",
                "version": version(),
                "licenses": [{"license": {"id": "MIT"}}],
            },
            "properties": [{"name": "platform", "value": f"{sys.platform} {platform.machine()}"}],
        },
        "components": components,
        "dependencies": [{"ref": "eduduty", "dependsOn": [one["bom-ref"] for one in components if "bom-ref" in one]}],
    }


def component(part: Part) -> dict[str, Any]:
    """Return one part as CycloneDX says it."""
    reference = f"pkg:{part.kind}/{'debian/' if part.kind == 'deb' else ''}{part.name}@{part.version}"
    said: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "purl": reference,
    }
    if part.licence:
        said["licenses"] = [{"license": {"name": one_line(part.licence)}}]
    return said


def sha256(file: Path) -> dict[str, str]:
    """Return a file's checksum as CycloneDX says it."""
    with file.open("rb") as content:
        return {"alg": "SHA-256", "content": hashlib.file_digest(content, "sha256").hexdigest()}


def copy_sbom(bundle: Path, system: str) -> Path:
    """Put the SBOM beside the results; returns the copy."""
    target = DIST / f"eduduty-{version()}-{system}-{SBOM_NAME}"
    shutil.copyfile(bundle / "licences" / SBOM_NAME, target)
    return target


def write_checksums(made: list[Path]) -> None:
    """Write SHA256SUMS of the results; `sha256sum -c SHA256SUMS` in dist/ checks them."""
    lines = [f"{sha256(file)['content']}  {file.name}\n" for file in sorted(made)]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
