"""The log gives back every text and every figure, with when, by whom and from where."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Entry, Narrative, Text
from eduduty_desktop.store import DamagedError, DraftFile
from tests.store.samples import FRAMEWORK, KEY, LONG, WHO, edit, ticking


def test_a_figures_history(draft_file: DraftFile, draft: Draft) -> None:
    key = Key("figures", "teachers", "current")
    change = draft.change(key, Entry(Decimal(3140)), group="g", cause="人社局.xlsx")
    draft_file.commit([change], label="填写教职工总数")
    newest, first = draft_file.history(key)
    assert (newest.key, newest.old, newest.new) == (key, draft.get(key), Entry(Decimal(3140)))
    assert (newest.who, newest.group, newest.label, newest.cause) == (WHO, "g", "填写教职工总数", "人社局.xlsx")
    assert newest.at > first.at
    assert newest.at.utcoffset() == first.at.utcoffset()
    assert (first.old, first.new, first.label) == (None, draft.get(key), "新建自评稿")


def test_a_value_nobody_gave_has_no_history(draft_file: DraftFile) -> None:
    assert draft_file.history(Key("notes", "nobody")) == []


def test_a_long_text_is_logged_as_what_changed(draft_file: DraftFile, draft: Draft) -> None:
    text = LONG[:500] + "，成效明显" + LONG[500:]
    draft_file.commit([edit(draft, text)], label="写").result()
    with closing(sqlite3.connect(draft_file.path)) as connection:
        row = connection.execute('SELECT "old", "new", "splice" FROM change_log ORDER BY seq DESC LIMIT 1').fetchone()
    assert row == (
        '{"text":"","serves":["p2"]}',
        '{"text":"","serves":[]}',
        '{"at":500,"removed":"","inserted":"，成效明显"}',
    )
    newest = draft_file.history(KEY)[0]
    assert (newest.old, newest.new) == (draft.get(KEY), Narrative(text))


texts = st.lists(
    st.none() | st.tuples(st.text(max_size=6), st.sampled_from([0, 1, 30, 199, 200, 900]), st.text(max_size=6)),
    max_size=8,
)


@settings(max_examples=40)
@given(steps=texts)
def test_any_series_of_texts_comes_back(steps: list[tuple[str, int, str] | None]) -> None:
    draft = Draft("x", FRAMEWORK)
    expected: list[tuple[object, object]] = []
    with (
        TemporaryDirectory() as folder,
        DraftFile.create(Path(folder) / "x.eduduty", draft, who=WHO, clock=ticking()) as file,
    ):
        for step in steps:
            new = None if step is None else Narrative(step[0] + "文" * step[1] + step[2])
            change = draft.change(KEY, new)
            draft = draft.apply([change])
            file.commit([change], label="写")
            if change.old != change.new:
                expected.append((change.old, change.new))
        found = [(logged.old, logged.new) for logged in file.history(KEY)]
    assert found == expected[::-1]


def test_a_log_that_does_not_fit_is_said_to_be_damaged(draft_file: DraftFile, draft: Draft) -> None:
    draft_file.commit([edit(draft, LONG + "一")], label="写").result()
    with closing(sqlite3.connect(draft_file.path)) as connection, connection:
        connection.execute("UPDATE narratives SET text = 'x'")
    with pytest.raises(DamagedError, match="对不上"):
        draft_file.history(KEY)


def test_histories_do_not_mix(draft_file: DraftFile, draft: Draft) -> None:
    draft_file.commit([draft.change(Key("notes", "p1"), Text("甲"))], label="记")
    draft_file.commit([draft.change(Key("headings", "p1"), Text("乙"))], label="题")
    assert [logged.new for logged in draft_file.history(Key("notes", "p1"))] == [Text("甲"), Text("待补")]
    assert [logged.new for logged in draft_file.history(Key("headings", "p1"))] == [Text("乙")]
