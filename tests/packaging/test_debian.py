"""What the Debian package says it depends on is asked of the files, and its version sorts as meant."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

needs_debian = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("dpkg-query", "objdump", "ldconfig"))),
    reason="needs a Debian-like system with binutils",
)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle with one program of the system, and one file that is none."""
    (tmp_path / "_internal").mkdir()
    shutil.copyfile("/bin/ls", tmp_path / "eduduty")
    (tmp_path / "_internal" / "notes.so.txt").write_text("GLIBC_9.99", encoding="utf-8")
    return tmp_path


@needs_debian
def test_libraries_that_the_bundle_lacks_are_declared(bundle: Path) -> None:
    import debian_package

    needed = debian_package.needed_libraries(bundle)
    assert "libc.so.6" in needed
    depends = debian_package.dependencies(bundle)
    assert depends[0] == f"libc6 (>= {debian_package.newest_glibc(bundle)})"
    first = next(name for name in needed if name != "libc.so.6")
    (bundle / "_internal" / first).touch()
    assert first not in debian_package.needed_libraries(bundle)


@needs_debian
def test_a_library_of_nobody_stops_the_build() -> None:
    from debian_package import owner_of
    from environment import BuildError

    with pytest.raises(BuildError, match=r"libnobody\.so\.1"):
        owner_of("libnobody.so.1")


@needs_debian
@pytest.mark.parametrize(("earlier", "later"), [("1.0rc1", "1.0"), ("1.0b2", "1.0rc1"), ("0.9", "1.0a1")])
def test_debian_sorts_versions_as_python_does(earlier: str, later: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import debian_package

    written = []
    for number in (earlier, later):
        monkeypatch.setattr(debian_package, "version", lambda number=number: number)
        written.append(debian_package.debian_version())
    subprocess.run(["dpkg", "--compare-versions", written[0], "lt", written[1]], check=True)


def test_a_python_without_what_is_needed_is_refused(tmp_path: Path) -> None:
    from environment import BuildError, check_python

    for said, reason in [("3 10 1", "newer"), ("3 11 0", "shared library")]:
        python = tmp_path / f"python-{said.replace(' ', '-')}"
        python.write_text(f"#!/bin/sh\necho {said}\n", encoding="utf-8")
        python.chmod(0o755)
        with pytest.raises(BuildError, match=reason):
            check_python(python)


@pytest.mark.parametrize("hook", ["", 'sh -c \'cp "$0" "$0.signed"\' {file}'])
def test_programs_are_signed_only_where_a_command_is_named(
    hook: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import windows_package

    program = tmp_path / "a b" / "eduduty.exe"
    program.parent.mkdir()
    program.write_bytes(b"MZ")
    monkeypatch.setenv(windows_package.SIGN, hook)
    assert windows_package.sign(program) == bool(hook)
    assert (tmp_path / "a b" / "eduduty.exe.signed").exists() == bool(hook)


def test_a_portable_copy_has_its_mark_beside_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    import windows_package

    from eduduty_desktop import paths

    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "eduduty.exe").write_bytes(b"MZ")
    monkeypatch.setattr(windows_package, "DIST", tmp_path)
    with zipfile.ZipFile(windows_package.make_portable(bundle)) as archive:
        names = archive.namelist()
    folders = {name.rsplit("/", 1)[0] for name in names}
    assert {name.rsplit("/", 1)[1] for name in names} == {"eduduty.exe", paths.PORTABLE_MARK}
    assert len(folders) == 1
