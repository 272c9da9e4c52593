"""How well a notice was understood: every cell of title, number, score and departments against what was expected.

    python -m tests.notices.score        a table of all files of the corpus

Both trees are flattened in printed order and aligned by title; a node that is missing has all its cells wrong, one too
many makes one more wrong title.  A section that the program made to hold a lone point counts as that point.
"""

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.model import Section
from eduduty_desktop.framework.notice.finish import NAMELESS
from eduduty_desktop.workspace.frameworks import bring

HERE = Path(__file__).parent
FIELDS = ("title", "number", "score", "departments", "parent")
BAR = 0.98
_FIT = 0.6  # least likeness of two titles that are aligned though they differ


@dataclass(frozen=True)
class Node:
    """One line of a tree; departments are asked of points only (None: not asked)."""

    title: str
    number: str
    score: Decimal | None
    departments: tuple[str, ...] | None
    parent: str

    def cells(self) -> dict[str, object]:
        return {
            "title": _plain(self.title),
            "number": _plain(self.number).rstrip("、.,:"),
            "score": self.score,
            "departments": self.departments,
            "parent": _plain(self.parent),
        }


def expected_nodes(tree: list[dict], parent: str = "") -> Iterator[Node]:
    for entry in tree:
        children = entry.get("children") or []
        score = entry.get("score")
        yield Node(
            entry["title"],
            entry.get("number") or "",
            None if score is None else Decimal(str(score)),
            None if children else tuple(entry.get("departments") or ()),
            parent,
        )
        yield from expected_nodes(children, entry["title"])


def found_nodes(framework: Framework) -> list[Node]:
    made: list[Node] = []

    def visit(nodes: tuple, parent: str) -> None:
        for node in nodes:
            if isinstance(node, Section):
                children = node.children
                if not parent and not node.number and node.title in (framework.title, NAMELESS):
                    visit(children, parent)
                    continue
                if len(children) == 1 and not isinstance(children[0], Section) and children[0].title == node.title:
                    point = children[0]
                    made.append(Node(node.title, node.number, point.full_score, point.departments, parent))
                    continue
                made.append(Node(node.title, node.number, node.full_score, None, parent))
                visit(children, node.title)
            else:
                made.append(Node(node.title, node.number, node.full_score, node.departments, parent))

    visit(framework.sections, "")
    return made


class Tally:
    """Right and asked cells by field, with a line for every wrong one."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.wrong: list[str] = []

    def take(self, field: str, is_right: bool, said: str) -> None:
        self.asked[field] += 1
        self.right[field] += is_right
        if not is_right:
            self.wrong.append(f"{field}: {said}")

    def add(self, other: "Tally") -> None:
        self.right.update(other.right)
        self.asked.update(other.asked)

    def share(self, field: str) -> float:
        return self.right[field] / self.asked[field] if self.asked[field] else 1.0

    def all(self) -> float:
        return sum(self.right.values()) / max(sum(self.asked.values()), 1)


def compare(expected: dict, framework: Framework) -> Tally:
    """The tally of one file, with total, bonus and the number of vetoes."""
    tally = Tally()
    want, found = list(expected_nodes(expected["tree"])), found_nodes(framework)
    for i, j in _aligned([n.cells()["title"] for n in want], [n.cells()["title"] for n in found]):
        if i is None:
            tally.take("title", False, f"one too many: «{found[j].title}»")
            continue
        asked = {name: cell for name, cell in want[i].cells().items() if not (name == "departments" and cell is None)}
        cells = found[j].cells() if j is not None else {}
        if cells and "departments" in asked and cells["departments"] is None:
            cells["departments"] = ()
        for name, cell in asked.items():
            got = cells.get(name, "(missing)")
            tally.take(name, got == cell, f"«{want[i].title}» expected {cell!r}, got {got!r}")
    for name, got in (("total", framework.total), ("bonus", framework.bonus)):
        if name in expected:
            value = expected[name]
            tally.take("whole", (None if value is None else Decimal(str(value))) == got, f"{name} {got}, not {value}")
    if "vetoes" in expected:
        events = [_plain(veto.text) for veto in framework.vetoes]
        tally.take("whole", events == [_plain(text) for text in expected["vetoes"]], f"vetoes {events}")
    if expected.get("name"):
        tally.take("whole", framework.title == expected["name"], f"title {framework.title!r}")
    return tally


def _aligned(want: list, found: list) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of indices in order: equal titles first, then the likest between them."""
    done_i = done_j = 0
    for block in SequenceMatcher(None, want, found, autojunk=False).get_matching_blocks():
        yield from _gap(want, found, range(done_i, block.a), range(done_j, block.b))
        for k in range(block.size):
            yield block.a + k, block.b + k
        done_i, done_j = block.a + block.size, block.b + block.size


def _gap(want: list, found: list, left: range, right: range) -> Iterator[tuple[int | None, int | None]]:
    j = right.start
    for i in left:
        likes = {k: SequenceMatcher(None, want[i], found[k]).ratio() for k in range(j, right.stop)}
        best = max(likes, key=lambda k: likes[k], default=None)
        if best is None or likes[best] < _FIT:
            yield i, None
            continue
        for k in range(j, best):
            yield None, k
        yield i, best
        j = best + 1
    for k in range(j, right.stop):
        yield None, k


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def expected_of(path: Path) -> dict:
    """What a file holds; a format that cannot tell what is hidden may have an expectation of its own."""
    own = path.with_name(f"{path.stem}{path.suffix}.expected.json")
    both = path.with_name(f"{path.stem}.expected.json")
    return json.loads((own if own.exists() else both).read_text("utf-8"))


def files() -> list[Path]:
    return sorted(p for p in HERE.iterdir() if p.suffix in (".xlsx", ".xls", ".docx"))


def measure(path: Path) -> Tally:
    """The tally of one file; a refused one has nothing right."""
    try:
        return compare(expected_of(path), bring(path).framework)
    except UserError as error:
        tally = Tally()
        for _ in expected_nodes(expected_of(path)["tree"]):
            for field in FIELDS:
                tally.take(field, False, str(error))
        tally.wrong = tally.wrong[:1]
        return tally


def main() -> int:
    total = Tally()
    worst = 1.0
    print(f"{'file':34}{'nodes':>6}" + "".join(f"{name:>12}" for name in (*FIELDS, "whole", "all")))
    for path in files():
        tally = measure(path)
        total.add(tally)
        worst = min(worst, *(tally.share(name) for name in FIELDS))
        _line(path.name, tally)
        for wrong in tally.wrong if "-v" in sys.argv else ():
            print("     ", wrong)
    _line("everything", total)
    return 0 if worst >= BAR else 1


def _line(name: str, tally: Tally) -> None:
    shares = "".join(f"{100 * tally.share(field):11.1f}%" for field in (*FIELDS, "whole"))
    print(f"{name:34}{tally.asked['number']:6}{shares}{100 * tally.all():11.1f}%")


if __name__ == "__main__":
    sys.exit(main())
