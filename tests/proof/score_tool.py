"""Runs the scoring program beside the checkout on the annotated reports and reads what it prints."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec


class Score(msgspec.Struct, frozen=True):
    """A measure: `part` of `whole`, or `part` mistakes where there is no whole."""

    part: int
    whole: int | None


def run(shared: Path, checkout: Path) -> tuple[dict[str, Score], str]:
    """All measures by name, and the whole answer; raises CalledProcessError, ValueError if a program fails."""
    command = [sys.executable, "-m", "eduduty_desktop", "proof", "--json"]
    done = subprocess.run(
        [
            *(sys.executable, str(shared / "tools" / "score_proof.py")),
            *(str(shared / "gold"), str(shared / "seeds"), "--", *command),
        ],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    if "no answer for" in done.stdout:
        raise ValueError(done.stdout)
    rows = re.findall(r"^(\w+) (\d+)(?:/(\d+)(?: = \d+%)?)?$", done.stdout, re.MULTILINE)
    return {name: Score(int(part), int(whole) if whole else None) for name, part, whole in rows}, done.stdout
