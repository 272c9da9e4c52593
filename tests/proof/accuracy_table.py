"""The tables of the proof's accuracy in README and manual, made from docs/proof_accuracy.json."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from eduduty_desktop.proof import Relation
from tests.proof.measure import Tally, total
from tests.proof.score_tool import Score

CHECKOUT = Path(__file__).resolve().parents[2]
STORED = CHECKOUT / "docs" / "proof_accuracy.json"
BEGIN, END = "<!-- proof accuracy -->", "<!-- /proof accuracy -->"

CHINESE = {
    Relation.SUM: "合计",
    Relation.SHARE: "占比",
    Relation.GROWTH: "增幅",
    Relation.DIFFERENCE: "差额、百分点",
    Relation.RATIO: "比例、倍数",
    Relation.REPEAT: "前后重复",
    Relation.LIST: "列举个数",
    Relation.SUBSET: "部分不大于总体",
    Relation.PER_UNIT: "均数",
}
PUBLISHED = {  # what the scoring program measures, in both languages
    "natural": ("contradictions the published reports really contain, found", "报告里本来就有的矛盾，查出"),
    "alarms": ("false alarms", "误报"),
    "arithmetic": ("sound arithmetic confirmed, and caught when a digit is changed", "算式相符、改一位又能查出"),
    "lists": ("counts of closed lists, likewise", "列举个数，同上"),
    "repeats": ("quantities stated twice, likewise", "前后重复，同上"),
    "seeded": ("one digit changed in a sound claim, caught", "把对的改错一位，查出"),
    "residue": ("placeholders, damage, numbering and the like, found", "占位、乱码、序号等，查出"),
    "noise": ("residue reported where there is none", "无中生有的残留"),
}


class Results(msgspec.Struct, frozen=True):
    """What was measured on the generated sentences, the planted reports, and the annotated reports."""

    generated: dict[Relation, Tally]
    fresh: dict[Relation, Tally]  # wordings written when the relations were there
    planted: dict[Relation, Tally]
    innocents: Score  # alarms of texts in which nothing contradicts
    published: dict[str, Score]

    def to_json(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def stored() -> Results:
    return msgspec.json.decode(STORED.read_bytes(), type=Results)


def english(results: Results) -> str:
    head = (
        "| relation | generated: sound | confirmed | false alarms | one digit changed: found "
        "| new wordings: found | planted in reports: found | precision |\n|---|--:|--:|--:|--:|--:|--:|--:|\n"
    )
    names = {relation: relation.value for relation in Relation}
    published = "".join(
        f"| {PUBLISHED[name][0]} | {_score(score)} |\n"
        for name, score in results.published.items()
        if name in PUBLISHED
    )
    innocents = (
        f"In {results.innocents.whole} texts made to mislead it, the proof alarmed {results.innocents.part} times.\n"
    )
    return f"{head}{_rows(results, names, 'all')}\n{innocents}\n| nine annotated published reports | |\n|---|--:|\n{published}"


def chinese(results: Results) -> str:
    head = (
        "| 数字关系 | 生成的正确句子 | 相符 | 误报 | 改错一位：查出 | 换新说法：查出 | 报告段落里植错：查出 | 报错的准确率 |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|\n"
    )
    published = "".join(
        f"| {PUBLISHED[name][1]} | {_score(score)} |\n"
        for name, score in results.published.items()
        if name in PUBLISHED
    )
    innocents = f"另有{results.innocents.whole}段容易看错、其实没有矛盾的文字，误报{results.innocents.part}处。\n"
    return f"{head}{_rows(results, CHINESE, '合计')}\n{innocents}\n| 九篇已公开、人工标注的报告 | |\n|---|--:|\n{published}"


PLACES: dict[Path, Callable[[Results], str]] = {
    CHECKOUT / "README.md": english,
    CHECKOUT / "resources" / "manual" / "accuracy.md": chinese,
}


def _rows(results: Results, names: dict[Relation, str], all_: str) -> str:
    def row(name: str, made: Tally, fresh: Tally, planted: Tally) -> str:
        return (
            f"| {name} | {made.sound} | {made.confirmed} | {made.alarms + fresh.alarms} | {made.found}/{made.planted} "
            f"| {fresh.found}/{fresh.planted} | {planted.found}/{planted.planted} | {planted.right}/{planted.reported} |\n"
        )

    measured = (results.generated, results.fresh, results.planted)
    rows = [row(names[relation], *(tallies[relation] for tallies in measured)) for relation in Relation]
    return "".join(rows) + row(all_, *(total(tallies) for tallies in measured))


def _score(score: Score) -> str:
    return str(score.part) if score.whole is None else f"{score.part}/{score.whole}"


def between(text: str) -> str:
    """What stands between the markers; raises ValueError where they are not, or not once."""
    (found,) = re.findall(f"{re.escape(BEGIN)}\n\n(.*?)\n{re.escape(END)}", text, re.DOTALL)
    return str(found)


def inserted(text: str, table: str) -> str:
    """The text with the table between its markers."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{table}\n{END}{after}"
