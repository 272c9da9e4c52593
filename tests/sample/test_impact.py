"""What is said to hang on a value is exactly what changes with it: against brute force over report and appendix."""

import re
from collections import Counter

import msgspec
import pytest

from eduduty_desktop.document import build_appendix
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.impact import Column, Derived, Impact, Table, changed, impact
from eduduty_desktop.draft.narrative import render
from eduduty_desktop.draft.values import Origin, figure, figure_key
from eduduty_desktop.figures import Ratio, parse_amount
from tests.sample.example import sample_draft
from tests.sample.test_trace import CHANGED, formulas_computed, stated_only

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
FOLLOWING = {"期间", "口径", "备注", "来源部门"}


def put(draft: Draft, key: Key, **fields: object) -> Draft:
    return draft.apply([draft.change(key, msgspec.structs.replace(draft.get(key), **fields))])


def sentences(draft: Draft) -> list[tuple[str, int, str]]:
    return [
        (row, number, match[0].strip())
        for (row, _), record in draft.rows("narratives").items()
        for number, match in enumerate(SENTENCE.finditer(render(draft, record.text).text))
    ]


def cells(draft: Draft) -> dict[tuple[str, int, int], object]:
    return {
        (sheet.name, row, column): str(cell.value) if cell.value is not None else ""
        for sheet in build_appendix(draft)
        if sheet.name in set(Table)  # 图表 and 追溯索引 fetch from these
        for row, line in enumerate(sheet.rows)
        for column, cell in enumerate(line)
    }


def differing(before: dict, after: dict) -> Counter[str]:
    return Counter(key[0] for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def counted(found: Impact) -> Counter[str]:
    return Counter(str(cell.table) for cell in found.cells if cell.table is not Table.REPORT)


@pytest.mark.parametrize("prepare", [stated_only, formulas_computed])
def test_a_values_impact_is_what_brute_force_finds(prepare) -> None:
    draft = prepare(sample_draft())
    old_sentences, old_cells = sentences(draft), cells(draft)
    computed = {m: figure(draft, m) for m in draft.framework.expressions}
    for metric, slot, text in CHANGED:
        key = figure_key(metric, slot)
        after = put(draft, key, amount=parse_amount(text))
        found = impact(draft, key)
        told = changed(found, draft, after)
        pairs = [(a[2], b[2]) for a, b in zip(old_sentences, sentences(after), strict=True) if a != b]
        mine = [(c.old, c.new) for c in told if c.item in found.sentences]
        assert sorted(mine) == sorted(pairs), metric
        standing = [s for s in found.sentences if s.text(draft)]
        assert len(standing) == len(pairs), metric
        assert counted(Impact(cells=tuple(c.item for c in told if c.item in found.cells))) == differing(
            old_cells, cells(after)
        ), metric
        moved = {m for m, f in computed.items() if f.origin is Origin.COMPUTED and figure(after, m) != f}
        derived = {c.item for c in told if isinstance(c.item, Derived)}
        assert derived == {Derived(m, CURRENT) for m in moved - {metric}}, metric


def test_every_single_value_agrees_with_brute_force() -> None:
    """Each stated value of the sample moved by a little: no sentence is missed and none is told in vain."""
    draft = formulas_computed(sample_draft())
    old = sentences(draft)
    for (row, slot), entry in draft.rows("figures").items():
        if isinstance(entry.amount, Ratio) or entry.amount is None:
            continue
        key = figure_key(row, slot)
        after = put(draft, key, amount=entry.amount + 1)
        told = changed(impact(draft, key), draft, after)
        texts = sorted(c.new for c in told if hasattr(c.item, "node"))
        assert texts == sorted(b[2] for a, b in zip(old, sentences(after), strict=True) if a != b), (row, slot)


def test_a_stated_growth_has_its_own_impact() -> None:
    draft = sample_draft()
    key = Key("growths", "fund.public_budget_total")
    assert draft.get(key) is not None
    found = impact(draft, key)
    assert {cell.column for cell in found.cells} == {Column.GROWTH}
    assert len(found.sentences) == 1
    assert Column.GROWTH not in {c.column for c in impact(draft, figure_key(key.row, PREVIOUS)).cells}
