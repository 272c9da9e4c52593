"""Builds the program that people install: a folder that needs no Python, then an installer around it.

    python packaging/build.py linux|windows [--installer] [--python PYTHON] [--keep-environment]

Needs Python 3.11 or newer with its shared library, on the system that the result is for; nothing else is installed
there. Works in build/package, leaves results, checksums, size list and SBOM in dist/. Where pip finds packages is
pip's own configuration; only the pinned ones with their hashes are taken.

--installer adds a .deb (Linux, needs dpkg-deb) or setup program and portable .zip (Windows, needs makensis).
EDUDUTY_SIGN names a command that signs one file, {file} standing for its path; without it nothing is signed.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import debian_package
import papers
import sizes
import windows_package
from environment import BuildError, check_python, make_environment
from layout import BUNDLE, CHECKOUT, DIST, WORK, version

SMOKE_SECONDS = 180


def main() -> int:
    """Build what the command line asks for; returns 0, or 2 with the reason on stderr."""
    options = parser().parse_args()
    try:
        build(options)
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"build: {Path(str(error.cmd[0])).name} ended with status {error.returncode}", file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(description="Builds the installable program.")
    made.add_argument("system", choices=["linux", "windows"])
    made.add_argument("--installer", action="store_true", help="also make the .deb, or setup program and portable zip")
    made.add_argument("--python", type=Path, default=None, help="the Python to build with (default: this one)")
    made.add_argument("--keep-environment", action="store_true", help="use the environment of the last build again")
    made.add_argument("--only-installer", action="store_true", help="package the bundle of the last build")
    return made


def build(options: argparse.Namespace) -> None:
    """Run the steps one after the other, each with its time."""
    if not options.only_installer:
        if (options.system == "windows") != (sys.platform == "win32"):
            raise BuildError(
                f"the {options.system} program is built on {options.system}: PyInstaller does not cross over"
            )
        python = check_python(options.python)
        environment = timed("clean environment", lambda: make_environment(python, keep=options.keep_environment))
        timed("bundle", lambda: run_pyinstaller(environment))
        timed("licences, SBOM", lambda: papers.add_papers(environment, BUNDLE))
        if options.system == "linux":
            (BUNDLE / "eduduty-cli").unlink(missing_ok=True)
            (BUNDLE / "eduduty-cli").symlink_to("eduduty")
        else:
            windows_package.sign_all(BUNDLE)
        timed("smoke run", lambda: smoke(BUNDLE))
    DIST.mkdir(exist_ok=True)
    made = []
    if options.installer or options.only_installer:
        pack = debian_package.pack if options.system == "linux" else windows_package.pack
        made = timed("installer", lambda: pack(BUNDLE))
    made.append(papers.copy_sbom(BUNDLE, options.system))
    papers.write_checksums(made)
    report = sizes.report(BUNDLE, made)
    (DIST / f"eduduty-{version()}-{options.system}-sizes.txt").write_text(report, encoding="utf-8")
    print(report, end="")


def timed(what: str, work):
    """Do one step and say how long it took."""
    started = monotonic()
    result = work()
    print(f"· {what}: {monotonic() - started:.1f} s", flush=True)
    return result


def run_pyinstaller(environment: Path) -> None:
    """Fill build/package/bundle/eduduty by the recipe eduduty.spec."""
    with (WORK / "pyinstaller.log").open("w", encoding="utf-8") as log:
        done = subprocess.run(
            [
                str(environment), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
                "--distpath", str(WORK / "bundle"), "--workpath", str(WORK / "pyinstaller"),
                str(CHECKOUT / "packaging" / "eduduty.spec"),
            ],
            cwd=WORK,
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )  # fmt: skip
    if done.returncode:
        tail = (WORK / "pyinstaller.log").read_text(encoding="utf-8").splitlines()[-20:]
        raise BuildError("\n".join(["PyInstaller failed:", *tail]))


def smoke(bundle: Path) -> None:
    """Run the bundled program through its own run without a person; raises BuildError unless it ends with 0."""
    program = bundle / ("eduduty-cli.exe" if sys.platform == "win32" else "eduduty")
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [str(program), "--smoke"],
        cwd=WORK,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=SMOKE_SECONDS,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"the bundled program does not work (status {done.returncode}): {done.stderr.strip()}")


if __name__ == "__main__":
    sys.exit(main())
