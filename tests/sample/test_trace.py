"""Every number of the sample stands where it belongs, and a changed value changes exactly what hangs on it.

Read back from the written .docx and .xlsx.  What should change is derived here from the framework's formulas
and the narratives' links alone.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import docx
import msgspec
import openpyxl
import pytest

from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Draft, Key
from eduduty_desktop.draft.narrative import Link, pieces, print_link, render
from eduduty_desktop.draft.values import figure, figure_key, growth, print_figure, print_growth
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Kind
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.exporting import export
from tests.sample.example import findings_of, sample_draft

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SENTENCE = re.compile(r"[^。；\n]+[。；]?")

# Twenty values of all kinds: operands of formulas, rates, money, last year's, in matrices, linked twice or not.
CHANGED = (
    ("staff.total", CURRENT, "3200"),
    ("staff.compulsory", CURRENT, "2400"),
    ("teacher.urban.bachelor", CURRENT, "800"),
    ("teacher.rural.total", CURRENT, "1300"),
    ("teacher.salary.mean", CURRENT, "80000"),
    ("teacher.new.open", CURRENT, "60"),
    ("five.problems_pending", CURRENT, "20"),
    ("training.national", CURRENT, "400"),
    ("school.public.senior", CURRENT, "4"),
    ("school.public.kindergarten", CURRENT, "6"),
    ("rotation.teachers", CURRENT, "300"),
    ("preschool.public_pupils", CURRENT, "6000"),
    ("places.completed", CURRENT, "200"),
    ("fund.public_budget_total", CURRENT, "60000.5"),
    ("fund.public_budget_total", PREVIOUS, "50000"),
    ("balance.sports_area_ok_schools", PREVIOUS, "20"),
    ("private.compulsory_pupils", CURRENT, "500"),
    ("safety.fund.guard_pay", CURRENT, "500"),
    ("staff.ratio_norm.junior", CURRENT, "1:14"),
    ("vaccine.age3_11_first_dose_rate", CURRENT, "98.5"),
)

# What the change turns over: 1:14 is fewer teachers than 1:13.5; 51 of 300 key teachers are 17 %, not 20 %.
JUDGED_ANEW = {"staff.ratio_norm.junior": "staff.ratio_norm.junior", "rotation.teachers": "rotation.key_teacher_rate"}


def stated_only(draft: Draft) -> Draft:
    return draft


def formulas_computed(draft: Draft) -> Draft:
    """The sample with every formula left to the program, and growths too where both years are there."""
    metrics = draft.framework.expressions
    cleared = [draft.change(figure_key(m), None) for m in metrics]
    cleared += [
        draft.change(Key("growths", row), None)
        for row, _ in draft.rows("growths")
        if draft.get(figure_key(row, PREVIOUS)) is not None
    ]
    return draft.apply(cleared)


def sentences(text: str) -> list[str]:
    return [match.strip() for match in SENTENCE.findall(text) if match.strip()]


class Exported:
    """The written files of a draft, read back."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        files = {f.kind: f.path for f in export(draft, findings_of(draft), folder, edition="review", now=NOW)}
        document = docx.Document(str(files["report"]))
        self.sentences = [s for p in document.paragraphs for s in sentences(p.text)]
        self.cells = dict(_cells(files["appendix"]))


def _cells(file: Path) -> Iterator[tuple[tuple[str, str, str], object]]:
    """Cells of 数据表 and 学段表 by (sheet, label of the metric or group and column, heading of column or row)."""
    book = openpyxl.load_workbook(file, data_only=True)
    rows = list(book["数据表"].iter_rows(values_only=True))
    top = next(i for i, row in enumerate(rows) if row[0] == "序号")
    for row in rows[top + 1 :]:
        for heading, value in zip(rows[top], row, strict=True):
            yield ("数据表", str(row[2]), str(heading)), value
    group, heads = "", ()
    for row in book["学段表"].iter_rows(min_row=3, values_only=True):
        if row[0] == "年度":
            heads = row
        elif row[0] in {"本年", "上年", "增幅"}:
            for head, value in zip(heads[1:], row[1:], strict=True):
                if head is not None:
                    yield ("学段表", f"{group}/{head}", str(row[0])), value
        elif row[0]:
            group = str(row[0])


@pytest.fixture(scope="module")
def sample() -> Draft:
    return sample_draft()


def test_every_value_stands_in_its_own_cell(sample: Draft, tmp_path: Path) -> None:
    cells = Exported(sample, tmp_path).cells
    columns = {CURRENT: "本年", PREVIOUS: "上年"}
    count = 0
    for (row, slot), entry in sample.rows("figures").items():
        if entry.amount is None:
            continue
        written = cells["数据表", full_width(sample.framework.metrics[row].label), columns[slot]]
        shown = str(entry.amount) if isinstance(entry.amount, Ratio) else entry.amount
        assert (Decimal(str(written)) if isinstance(shown, Decimal) else written) == shown, row
        count += 1
    assert count == 175


def test_every_value_stands_in_the_section_of_its_point(sample: Draft) -> None:
    """By the links of the point's narrative, so that 1 in 一 or 10 in 110 cannot pass for a value."""
    framework = sample.framework
    for metric in framework.metrics.values():
        place = framework.place_of_metric[metric.id]
        source = sample.text("narratives", place)
        links = [piece.link for piece in pieces(source) if piece.link and piece.link.metric == metric.id]
        text = render(sample, source).text
        for slot in (CURRENT, PREVIOUS):
            found = figure(sample, metric.id, slot)
            if found.amount is None:
                continue
            wanted = {print_figure(metric, found), print_figure(metric, found, bare=True)}
            printed = {print_link(sample, link) for link in links if ("previous" in link.options) == (slot == PREVIOUS)}
            assert wanted & printed, (metric.id, slot)
            assert any(w in text for w in wanted), (metric.id, slot)
        stated = sample.get(Key("growths", metric.id))
        if stated is not None:
            wanted = print_growth(growth(sample, metric.id))
            assert wanted in {print_link(sample, link) for link in links}, metric.id


def test_the_profile_holds_its_figures(sample: Draft) -> None:
    cited = {piece.link.metric for piece in pieces(sample.text("narratives", PROFILE)) if piece.link}
    assert set(sample.framework.profile.metrics) <= cited


@pytest.mark.parametrize("prepare", [stated_only, formulas_computed])
def test_a_changed_value_changes_exactly_what_hangs_on_it(sample: Draft, tmp_path: Path, prepare) -> None:
    draft = prepare(sample)
    before = Exported(draft, tmp_path / "before")
    wrong = []
    for number, (metric, slot, text) in enumerate(CHANGED):
        after_draft = changed(draft, metric, slot, text)
        after = Exported(after_draft, tmp_path / str(number))
        cells = {
            key for key in before.cells.keys() | after.cells.keys() if before.cells.get(key) != after.cells.get(key)
        }
        assert len(before.sentences) == len(after.sentences)
        told = Counter(a for a, b in zip(before.sentences, after.sentences, strict=True) if a != b)
        expected = affected_cells(draft, metric, slot), Counter(affected_sentences(draft, metric, slot))
        if (cells, told) != expected:
            wrong.append((metric, slot, cells ^ expected[0], told - expected[1], expected[1] - told))
    assert wrong == []


def changed(draft: Draft, metric: str, slot: str, text: str) -> Draft:
    key = figure_key(metric, slot)
    left, colon, right = text.partition(":")
    amount = Ratio(Decimal(left), Decimal(right)) if colon else Decimal(text)
    return draft.apply([draft.change(key, msgspec.structs.replace(draft.get(key), amount=amount))])


def closure(draft: Draft, metric: str, slot: str) -> set[str]:
    """The metric and every computed one whose formula leads to it (the sample computes this year's only)."""
    if slot == PREVIOUS:
        return {metric}
    found, grew = {metric}, True
    while grew:
        more = {
            m
            for m, expression in draft.framework.expressions.items()
            if draft.get(figure_key(m)) is None and any(o.metric in found for o in expression.operands())
        }
        grew = not more <= found
        found |= more
    return found


def has_computed_growth(draft: Draft, metric: str) -> bool:
    both = all(isinstance(figure(draft, metric, s).amount, Decimal) for s in (CURRENT, PREVIOUS))
    return both and draft.get(Key("growths", metric)) is None


def affected_cells(draft: Draft, metric: str, slot: str) -> set[tuple[str, str, str]]:
    cells = set()
    for name in closure(draft, metric, slot):
        definition = draft.framework.metrics[name]
        label = full_width(definition.label)
        column = "上年" if slot == PREVIOUS else "本年"
        headings = {column}
        if all(isinstance(figure(draft, name, s).amount, Decimal) for s in (CURRENT, PREVIOUS)):
            headings |= {"增减"}
        if has_computed_growth(draft, name):
            headings |= {"增幅"}
        cells |= {("数据表", label, heading) for heading in headings}
        if definition.group:
            unit = "" if definition.kind is Kind.RATIO else definition.unit
            group = draft.framework.groups[definition.group].label
            known = f"{group}（单位：{unit or definition.unit}）/{full_width(definition.column_label)}"
            cells |= {("学段表", known, heading) for heading in headings - {"增减"}}
    if JUDGED_ANEW.get(metric) in closure(draft, metric, slot):
        cells.add(("数据表", full_width(draft.framework.metrics[JUDGED_ANEW[metric]].label), "是否达标"))
    return cells


def affected_sentences(draft: Draft, metric: str, slot: str) -> Iterator[str]:
    touched = closure(draft, metric, slot)
    for _, narrative in draft.rows("narratives").items():
        rendered = render(draft, narrative.text)
        hits = [s for s in rendered.spans if s.link and s.link.metric in touched and hangs_on(draft, s.link, slot)]
        for match in SENTENCE.finditer(rendered.text):
            if match[0].strip() and any(match.start() <= hit.text_start < match.end() for hit in hits):
                yield match[0].strip()


def hangs_on(draft: Draft, link: Link, slot: str) -> bool:
    if "growth" in link.options:
        return has_computed_growth(draft, link.metric)
    if "diff" in link.options:
        return True
    return ("previous" in link.options) == (slot == PREVIOUS)
