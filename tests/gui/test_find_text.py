"""Finding and replacing over a whole draft, without a window."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.narrative import escape, links, render
from eduduty_desktop.draft.records import Narrative, Problem, Remedy, Text
from eduduty_desktop.gui.find_text import Part, find, replaced
from tests.draft.small import draft_of, entry, fig

TEXT = Key("narratives", "s1.p1")


def put(draft: Draft, hits: list, by: str) -> Draft:
    return draft.apply(draft.change(key, record) for key, record in replaced(draft, hits, by))


def whole() -> Draft:
    problem = Problem(text="学校少", remedies=(Remedy("建学校"), Remedy("办好学校")))
    return draft_of(
        {
            TEXT: Narrative("学校共{{staff.total}}。\n学校好。"),
            Key("headings", "s1.p1"): Text("学校工作"),
            Key("cover", "recipient"): Text("某学校"),
            Key("problems", "1"): problem,
            fig("staff.total"): entry("3137"),
        }
    )


def test_every_text_is_searched_in_printed_order_and_replaced_at_once() -> None:
    draft = whole()
    hits = find(draft, "学校")
    assert [hit.field.part for hit in hits] == [
        Part.COVER, Part.HEADING, Part.NARRATIVE, Part.NARRATIVE, Part.PROBLEM, Part.REMEDY, Part.REMEDY,
    ]  # fmt: skip
    after = put(draft, hits, "中小学{")
    assert after.text("narratives", "s1.p1") == "中小学\\{共{{staff.total}}。\n中小学\\{好。"
    assert after.text("headings", "s1.p1") == "中小学{工作"
    assert after.get(Key("problems", "1")) == Problem(
        text="中小学{少", remedies=(Remedy("建中小学{"), Remedy("办好中小学{"))
    )
    assert find(after, "学校") == []


def test_a_linked_figure_is_found_by_what_it_prints_and_never_torn() -> None:
    draft = whole()
    for words in ("3137", "137人", "共3137人。", "人。"):
        (hit,) = find(draft, words)
        assert hit.linked
        assert replaced(draft, [hit], "x") == []
    source = draft.text("narratives", "s1.p1")
    (hit,) = find(draft, "共3137人")
    assert source[hit.start : hit.end] == "共{{staff.total}}"
    assert (hit.before, hit.found, hit.after) == ("学校", "共3137人", "。")


def test_width_is_the_same_or_not_as_wished() -> None:
    draft = draft_of({TEXT: Narrative("２０２１年（试行）和2021年(试行)")})
    assert [hit.found for hit in find(draft, "2021年（试行)")] == ["２０２１年（试行）", "2021年(试行)"]
    assert [hit.found for hit in find(draft, "2021年(试行)", any_width=False)] == ["2021年(试行)"]
    after = put(draft, find(draft, "(试行)"), "")
    assert after.text("narratives", "s1.p1") == "２０２１年和2021年"


def test_a_hit_that_is_gone_is_left_alone() -> None:
    draft = whole()
    hits = find(draft, "学校好")
    changed = draft.apply([draft.change(TEXT, Narrative("完全改写了的一段话。"))])
    assert put(changed, hits, "x") == changed


TEXTS = st.text(st.sampled_from("甲乙丙{}\\\n１1"), max_size=12)


@given(st.lists(TEXTS | st.just("\0"), max_size=6), st.text(st.sampled_from("甲乙{\\1"), min_size=1, max_size=2), TEXTS)
def test_replacing_is_what_replacing_in_print_gives(pieces: list[str], wanted: str, by: str) -> None:
    """Against str.replace over the literal runs; links stay what they are."""
    source = "".join("{{staff.total}}" if piece == "\0" else escape(piece) for piece in pieces)
    draft = draft_of({TEXT: Narrative(source), fig("staff.total"): entry("900")})
    after = put(draft, find(draft, wanted, any_width=False), by)
    expected = "".join("".join(pieces).split("\0")[0].replace(wanted, by)) if "\0" not in pieces else None
    stored = after.text("narratives", "s1.p1")
    assert links(stored) == links(source)
    if expected is not None:
        assert render(after, stored).text == expected
    runs = "".join("\0" if piece == "\0" else piece for piece in pieces).split("\0")
    assert render(after, stored).text == "900人".join(run.replace(wanted, by) for run in runs)
    assert msgspec.json.encode(draft.text("narratives", "s1.p1")) == msgspec.json.encode(source)
