"""What every file of the checkout must keep to: no trace of a machine, pinned packages, README and CI agree."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__"}

# Spelled in pieces, so that this file does not name what it looks for.
MACHINE_PATH = re.compile(rb"(?<![\w.~])/(?:" + b"|".join([b"work", b"root"]) + rb")/\w")
INDEX_ADDRESS = re.compile(
    rb"(?<!emit-)index-" + rb"url|python" + rb"hosted\.org|https?://\S*/sim" + rb"ple\b", re.IGNORECASE
)


def own_files() -> list[Path]:
    """Return the files that belong to the checkout: those git knows or would add, or all where git is absent."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=CHECKOUT, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        found = [
            file
            for file in CHECKOUT.rglob("*")
            if not NOT_OURS.intersection(file.relative_to(CHECKOUT).parts)
            and not any(part.endswith("_cache") for part in file.parts)
        ]
    else:
        found = [CHECKOUT / os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    return sorted(file for file in found if file.is_file())


def lines_with(pattern: re.Pattern[bytes]) -> list[str]:
    return [
        f"{file.relative_to(CHECKOUT)}:{number}: {line[:100]!r}"
        for file in own_files()
        for number, line in enumerate(file.read_bytes().splitlines(), 1)
        if pattern.search(line)
    ]


def test_the_files_are_found() -> None:
    assert {"pyproject.toml", "README.md", "run.sh"} <= {file.name for file in own_files()}


def test_no_file_names_a_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    assert lines_with(INDEX_ADDRESS) == []
    assert [file.name for file in own_files() if file.name in {"uv.lock", "poetry.lock", "Pipfile.lock"}] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("cd /{}/main", True), ("see https://example.org/{}/1", False), ("'/{}/x'", True), ("home/{}/1", False)],
)
def test_a_path_of_a_machine_would_be_found(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text.format("work").encode())) is found


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_both_commands_and_existing_files(readme: str) -> None:
    text = (CHECKOUT / readme).read_text(encoding="utf-8")
    assert "sh run.sh" in text
    assert "sh test.sh" in text
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert links
    assert [link for link in links if not (CHECKOUT / link).exists()] == []


def test_continuous_integration_runs_the_readmes_command() -> None:
    script = CHECKOUT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert "\nsh test.sh\n" in text
    assert "EDUDUTY_REQUIRE_OFFICE=1" in text
    assert os.access(script, os.X_OK)


# --- requirements ---------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    """Return package → version of a requirements file; every one has hashes."""
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]
    found = {}
    for entry in entries:
        match = re.match(r"([\w.-]+)==([\w.]+)", entry)
        assert match, f"requirements/{name}.txt: not a pinned package: {entry[:80]}"
        assert "--hash=sha256:" in entry, f"requirements/{name}.txt: {match[1]} has no hash"
        found[plain(match[1])] = match[2]
    return found


def plain(requirement: str) -> str:
    """Return the normalised name of a requirement: `PySide6-Essentials>=6.9` → `pyside6-essentials`."""
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def sources(name: str) -> set[str]:
    lines = (CHECKOUT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return {plain(line) for line in lines if line.strip() and line[0] not in "#-"}


def test_the_pinned_files_agree() -> None:
    runtime, build, dev = pins("runtime"), pins("build"), pins("dev")
    assert runtime.items() | build.items() <= dev.items()
    for name, pinned in {"runtime": runtime, "build": build, "dev": dev}.items():
        assert sources(name) <= pinned.keys(), f"requirements/{name}.txt is older than its .in file"


def test_the_project_asks_for_what_is_pinned() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(requirement) for requirement in project["dependencies"]}
    # shiboken6 comes with PySide6 and is pinned beside it, so that the two never part.
    assert declared | {"shiboken6"} == sources("runtime")
