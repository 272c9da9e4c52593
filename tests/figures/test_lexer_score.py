"""The lexer against the hand annotation beside the checkout, by the scoring program that stands there."""

import re
import subprocess
import sys
from pathlib import Path

FOUND, VALUES, NOISE = 0.98, 0.99, 20


def test_the_annotated_reports_are_read(shared_dir: Path, checkout: Path) -> None:
    command = [sys.executable, "-m", "eduduty_desktop", "figures", "--json"]
    done = subprocess.run(
        [
            *(sys.executable, str(shared_dir / "tools" / "score_figures.py")),
            *(str(shared_dir / "gold" / "figures.jsonl"), str(shared_dir / "seeds"), "--", *command),
        ],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    counts = {
        name: (int(part), int(all_)) for name, part, all_ in re.findall(r"(found|values) (\d+)/(\d+)", done.stdout)
    }
    assert counts["found"][1] > 400, done.stdout
    assert counts["found"][0] >= FOUND * counts["found"][1], done.stdout
    assert counts["values"][0] >= VALUES * counts["values"][1], done.stdout
    noise = re.search(r"^noise (\d+)$", done.stdout, re.MULTILINE)
    assert noise is not None
    assert int(noise[1]) <= NOISE, done.stdout
