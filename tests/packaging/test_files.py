"""The files that systems read: desktop entry, file type, control, installer script, workflow; and what is pinned."""

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
DEBIAN = CHECKOUT / "packaging" / "debian"
INSTALLER = CHECKOUT / "packaging" / "windows" / "installer.nsi"
WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = ["packaging/debian_trial.sh", "packaging/windows_trial.sh", "packaging/offline_proof.sh"]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_a_script_is_posix_shell(script: str) -> None:
    subprocess.run(["sh", "-n", script], cwd=CHECKOUT, check=True)


def test_desktop_entry_and_file_type_belong_together() -> None:
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(DEBIAN / "eduduty.desktop", encoding="utf-8")
    words = entry["Desktop Entry"]
    kind = ElementTree.parse(DEBIAN / "eduduty.xml").getroot().find("{*}mime-type")
    assert kind is not None
    assert words["MimeType"] == f"{kind.get('type')};"
    assert words["Exec"] == "eduduty open %f"
    assert words["Name[zh_CN]"] == "教育履职自评"
    pattern = kind.find("{*}glob")
    assert pattern is not None
    assert pattern.get("pattern") == "*.eduduty"


def test_every_lintian_override_is_explained() -> None:
    overridden = re.findall(r"^eduduty: (\S+)", (DEBIAN / "lintian-overrides").read_text("utf-8"), re.MULTILINE)
    explained = (DEBIAN / "README.md").read_text("utf-8")
    assert overridden
    assert [tag for tag in overridden if tag.removesuffix("-in-debian-changelog") not in explained] == []


def test_the_installer_never_names_folders_of_the_user() -> None:
    code = [line.split(";")[0] for line in INSTALLER.read_text("utf-8").splitlines() if not line.startswith(";")]
    removals = [line.strip() for line in code if re.match(r"\s*(?:RMDir|Delete)\b", line)]
    assert removals
    for line in removals:
        assert re.search(r'"\$(?:INSTDIR(?:\\[^"]+)?|SMPROGRAMS\\[^"]+|DESKTOP\\[^"]+)"', line), line
    # A folder is emptied only where it is one of our own names; the folder itself goes only when it is empty.
    emptied = {re.search(r'"(.+)"', line)[1] for line in removals if line.startswith("RMDir /r")}  # type: ignore[index]
    assert emptied == {rf"$INSTDIR\{name}" for name in ("_internal", "licences", "_new", "_old", "${NAME}")}


def test_the_installer_asks_for_no_administrator_and_opens_drafts() -> None:
    text = INSTALLER.read_text("utf-8")
    assert "RequestExecutionLevel user" in text
    assert """'"$INSTDIR\\eduduty.exe" open "%1"'""" in text
    assert "!define FIRST_BUILD 17763" in text


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_pins_its_actions_and_needs_no_secret(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w.-]+/[\w.-]+@v\d+\.\d+\.\d+", action)] == []
    assert "secrets." not in text


@pytest.mark.parametrize("system", ["windows", "linux"])
def test_the_workflow_runs_the_build_script_and_uploads(system: str) -> None:
    job = yaml.safe_load((CHECKOUT / ".github/workflows/build.yml").read_text("utf-8"))["jobs"][system]
    commands = "\n".join(step.get("run", "") for step in job["steps"])
    assert f"packaging/build.py {system} --installer" in commands
    assert "--smoke" in commands
    assert any("upload-artifact" in step.get("uses", "") for step in job["steps"])


def test_what_the_bundle_is_made_with_is_pinned() -> None:
    from papers import pins, plain

    pinned, runtime = (pins(CHECKOUT / "requirements" / f"{name}.txt") for name in ("bundle", "runtime"))
    written = (CHECKOUT / "requirements" / "bundle.in").read_text("utf-8").splitlines()
    asked = {plain(line) for line in written if line and line[0] not in "#-"}
    assert asked <= pinned.keys()
    assert {name: pinned[name] for name in pinned.keys() & runtime.keys()} == {
        name: runtime[name] for name in pinned.keys() & runtime.keys()
    }
