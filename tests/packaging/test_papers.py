"""What travels with the program: licences, the notice on Qt, the bill of materials."""

from pathlib import Path

import pytest


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle with one library of Qt and a link to it."""
    library = tmp_path / "_internal" / "PySide6" / "Qt" / "lib" / "libQt6Core.so.6"
    library.parent.mkdir(parents=True)
    library.write_bytes(b"\x7fELF and more")
    (tmp_path / "_internal" / "libQt6Core.so.6").symlink_to(library)
    return tmp_path


def parts():
    from papers import Part

    return [Part("pyside6-essentials", "6.9.3", "LGPL-3.0-only", "pypi"), Part("libffi8", "3.4.4-1", "", "deb")]


def test_the_notice_meets_the_duties_towards_qt() -> None:
    from papers import notice

    text = notice(parts())
    assert "@" not in text
    for needed in ("LGPL-3.0.txt", "GPL-3.0.txt", "6.9.3", "替换", "may be replaced", "download.qt.io"):
        assert needed in text
    assert "libffi8 3.4.4-1" in text


def test_the_bill_lists_parts_and_each_library_once(bundle: Path) -> None:
    from papers import sbom

    document = sbom(parts(), bundle)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    libraries = [one for one in document["components"] if one["type"] == "library"]
    files = [one for one in document["components"] if one["type"] == "file"]
    assert [one["purl"] for one in libraries] == ["pkg:pypi/pyside6-essentials@6.9.3", "pkg:deb/debian/libffi8@3.4.4-1"]
    assert [one["name"] for one in files] == ["_internal/PySide6/Qt/lib/libQt6Core.so.6"]
    assert len(files[0]["hashes"][0]["content"]) == 64
    assert document["dependencies"][0]["dependsOn"] == [one["bom-ref"] for one in libraries]


def test_the_same_bundle_gives_the_same_bill(bundle: Path) -> None:
    from papers import sbom

    first = sbom(parts(), bundle)
    assert sbom(parts(), bundle) == first
    (bundle / "_internal" / "other.so").write_bytes(b"x")
    assert sbom(parts(), bundle)["serialNumber"] != first["serialNumber"]


@pytest.mark.parametrize(("written", "name"), [("PySide6_Essentials", "pyside6-essentials"), ("PyYAML", "pyyaml")])
def test_a_package_is_spelled_as_indexes_spell_it(written: str, name: str) -> None:
    from papers import plain

    assert plain(written) == name


def test_only_packages_with_something_inside_are_listed() -> None:
    from papers import is_inside

    files = [["click/core.py", "/env/click/core.py"], ["click.dist-info/METADATA", "/env/click.dist-info/METADATA"]]
    assert is_inside(files, {"/env/click/core.py"}, set())
    assert not is_inside(files, {"/env/other.py"}, {"METADATA"})
    assert is_inside([["lxml/etree.so", "/env/lxml/etree.so"]], set(), {"etree.so"})
