"""Bar: to issue the work of 30 departments – 30 workbooks with their letters, and 任务分工 – takes at most 5 s.

The sample's points and figures, dealt out evenly.  The best of several runs.

    python benchmarks/tasks.py [RUNS]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Assignment, DepartmentCard, Duty
from eduduty_desktop.workspace.drafts import now
from eduduty_desktop.workspace.samples import sample_draft
from eduduty_desktop.workspace.session import Edit, Session
from eduduty_desktop.workspace.tasks import issue

BAR_SECONDS = 5.0
DEPARTMENTS = 30
RUNS = 3


def dealt_out() -> Draft:
    """The sample with its points and figures given to 30 departments, each point to a lead and two others."""
    draft = sample_draft()
    names = [f"第{at}局" for at in range(1, DEPARTMENTS + 1)]
    edits: list[Edit] = [(Key("departments", name), DepartmentCard("赵某", deadline="2022-03-10")) for name in names]
    for at, point in enumerate(draft.framework.points):
        lead, *others = (names[(at + step) % DEPARTMENTS] for step in (0, 7, 13))
        edits.append((Key("assignments", point.id), Assignment(lead, tuple(others))))
    for at, metric in enumerate(draft.framework.metrics):
        edits.append((Key("duties", metric), Duty(names[at % DEPARTMENTS])))
    return draft.apply(draft.change(key, record) for key, record in edits)


def main(runs: int) -> int:
    """Print the time; exit 1 if it is over the bar."""
    draft, best = dealt_out(), float("inf")
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            session = Session(draft, None)
            begun = time.perf_counter()
            outcome = issue(session, Path(folder), now=now())
            best = min(best, time.perf_counter() - begun)
        assert len(outcome.handed) == DEPARTMENTS
        assert outcome.recorded
    print(f"issue {DEPARTMENTS} departments, {len(outcome.files)} files: {best:.2f} s (bar {BAR_SECONDS:.0f} s)")
    return int(best > BAR_SECONDS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
