"""正文: escaping is exact, links print and re-serialise, and offsets lead both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.narrative import (
    Link,
    Piece,
    Rendered,
    escape,
    is_missing,
    link_keys,
    links,
    pieces,
    print_link,
    prints_nothing,
    problem_of_link,
    render,
)
from eduduty_desktop.draft.records import Growth
from tests.draft.small import FRAMEWORK, amount, draft_of, entry, fig

DRAFT = draft_of(
    {
        fig("staff.total"): entry("3137"),
        fig("staff.total", PREVIOUS): entry("3100"),
        fig("fund.current"): entry("57926.181"),
        fig("fund.current", PREVIOUS): entry("57314.66"),
        fig("meeting.count"): entry("20", "余"),
    }
)
# Texts full of what the source form is made of.
tricky = st.text(alphabet="{}\\|a.=\n元", max_size=12) | st.text(max_size=12)
options = st.lists(st.sampled_from(["previous", "growth", "diff", "bare", "unit=万元", "x y"]), max_size=2).map(tuple)
some_links = st.builds(Link, st.sampled_from([*FRAMEWORK.metrics, "no.such", "a1_b"]), options)
mixtures = st.lists(tricky | some_links, max_size=8)


def source_of(parts: list[str | Link]) -> str:
    return "".join(part.source() if isinstance(part, Link) else escape(part) for part in parts)


@given(tricky)
def test_escaped_text_prints_as_itself(text: str) -> None:
    assert render(DRAFT, escape(text)).text == text
    assert links(escape(text)) == ()


@given(mixtures)
def test_a_mixture_serialises_back_to_its_source(parts: list[str | Link]) -> None:
    source = source_of(parts)
    found = list(pieces(source))
    assert source_of([piece.link or piece.text for piece in found]) == source
    assert list(links(source)) == [part for part in parts if isinstance(part, Link)]
    assert "".join(p.text for p in found if not p.link) == "".join(p for p in parts if isinstance(p, str))


@given(mixtures)
def test_a_mixture_prints_its_parts(parts: list[str | Link]) -> None:
    expected = "".join(print_link(DRAFT, part) if isinstance(part, Link) else part for part in parts)
    assert render(DRAFT, source_of(parts)).text == expected


@given(mixtures, mixtures)
def test_what_was_printed_before_is_printed_again(one: list[str | Link], other: list[str | Link]) -> None:
    known: dict[Link, str] = {}
    for parts in (one, other, one):
        assert render(DRAFT, source_of(parts), known) == render(DRAFT, source_of(parts))


@given(some_links)
def test_a_link_prints_nothing_where_its_figure_is_missing(link: Link) -> None:
    assert prints_nothing(DRAFT, link) == is_missing(print_link(DRAFT, link))


@given(st.text(alphabet="{}\\|a.=1P\n元", max_size=30))
def test_any_source_is_cut_without_a_gap(source: str) -> None:
    found = list(pieces(source))
    assert "".join(source[piece.start : piece.end] for piece in found) == source
    ends = [0, *(piece.end for piece in found)]
    assert [piece.start for piece in found] == ends[:-1]


@pytest.mark.parametrize(
    "source",
    [
        "{{}}",
        "{{ staff.total}}",
        "{{staff.total }}",
        "{{Staff.total}}",
        "{{staff..total}}",
        "{{.staff}}",
        "{{staff.total|}}",
        "{{staff.total|a\nb}}",
        "{{staff.total",
        "staff.total}}",
        "{staff.total}",
        "{{教职工}}",
        "{{1a}}",
    ],
)
def test_a_malformed_token_is_literal(source: str) -> None:
    assert links(source) == ()
    assert render(DRAFT, source).text == source


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("共{{staff.total}}。", "共3137人。"),
        ("共{{staff.total|bare}}名", "共3137名"),
        ("上年{{staff.total|previous}}", "上年3100人"),
        ("{{staff.total|diff}}", "增加37人"),
        ("{{fund.current|growth}}", "增长1.07%"),
        ("{{fund.current|growth|bare}}", "1.07%"),
        ("{{fund.current|unit=亿元}}", "5.7926181亿元"),
        ("{{fund.current|unit=人}}", "〔单位不能换算 万元→人〕"),
        ("{{meeting.count}}", "20余次"),
        ("{{staff.other}}", "〔待填〕"),
        ("{{staff.other|growth}}", "〔待填〕"),
        ("{{no.such}}", "〔未知数据 no.such〕"),
        (r"\{{staff.total}}", "{{staff.total}}"),
        (r"\\{{staff.total}}", "\\3137人"),
        (r"\n\a", r"\n\a"),
        ("{{{staff.total}}}", "{3137人}"),
        ("", ""),
    ],
)
def test_what_a_source_prints(source: str, text: str) -> None:
    assert render(DRAFT, source).text == text


@given(mixtures)
def test_offsets_are_monotone_and_inverse_at_the_starts(parts: list[str | Link]) -> None:
    source = source_of(parts)
    printed = render(DRAFT, source)
    to_source = [printed.to_source(at) for at in range(len(printed.text) + 1)]
    to_text = [printed.to_text(at) for at in range(len(source) + 1)]
    assert to_source == sorted(to_source)
    assert to_text == sorted(to_text)
    for span in printed.spans:
        assert printed.to_source(span.text_start) == span.source_start
        assert printed.to_text(span.source_start) == span.text_start
        assert printed.span_at(span.text_start) == span
    assert printed.to_source(len(printed.text)) == len(source)
    assert printed.to_text(len(source)) == len(printed.text)
    assert printed.span_at(len(printed.text)) is None


@given(mixtures, st.data())
def test_a_literal_character_is_found_at_its_own_place(parts: list[str | Link], data: st.DataObject) -> None:
    source = source_of(parts)
    printed = render(DRAFT, source)
    plain = [span for span in printed.spans if span.link is None]
    if not plain:
        return
    span = data.draw(st.sampled_from(plain))
    at = data.draw(st.integers(span.text_start, span.text_end - 1))
    place = printed.to_source(at)
    assert printed.to_text(place) == at
    assert printed.text[at] in (source[place], source[place + 1 : place + 2])


def test_inside_a_link_both_ways_lead_to_its_start() -> None:
    printed = render(DRAFT, "共{{staff.total}}。")
    assert [printed.to_source(at) for at in range(8)] == [0, 1, 1, 1, 1, 1, 16, 17]
    assert printed.to_text(9) == 1
    assert printed.span_at(3) == printed.spans[1]
    assert Rendered("", ()).to_source(0) == Rendered("", ()).to_text(0) == 0


@pytest.mark.parametrize(
    "unit",
    [
        "教",
        "{",
        "}",
        "\\",
        "{{",
        "a",
        "{{a",
        "{{a|",
        "{{a|b",
        "{{a.",
        "{{a.a.a",
        "a.",
        "|a",
        "{{a}}",
        "\\{",
        "{{a|unit=",
    ],
)
def test_two_hundred_thousand_characters_are_no_burden(unit: str) -> None:
    for source in (unit * (200_000 // len(unit)), "{{" + unit * (200_000 // len(unit)), "{{a|" + unit * 50_000):
        assert sum(piece.end - piece.start for piece in pieces(source)) == len(source)
        assert "".join(piece.text for piece in pieces(escape(source))) == source


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        (Link("staff.total"), ""),
        (Link("fund.current", ("unit=亿元", "bare")), ""),
        (Link("no.such"), "不在本指标体系"),
        (Link("staff.total", ("prev",)), "prev"),
        (Link("fund.current", ("unit=人",)), "单位不能换算"),
    ],
)
def test_what_is_wrong_with_a_link_is_said(link: Link, problem: str) -> None:
    found = problem_of_link(DRAFT, link)
    assert problem in found
    assert bool(found) == bool(problem)
    assert "〔" not in found


class Watching:
    """A reader that remembers which keys were read."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.framework = draft.framework
        self.read: set[Key] = set()

    def get(self, key: Key) -> object:
        self.read.add(key)
        return self._draft.get(key)

    def rows(self, table: str) -> dict[tuple[str, str], object]:
        raise AssertionError(f"a link reads no whole table: {table}")


@given(some_links)
def test_a_link_declares_all_that_it_reads(link: Link) -> None:
    for draft in (DRAFT, draft_of(), draft_of({Key("growths", "fund.current"): Growth(amount("1"))})):  # type: ignore[arg-type]
        reader = Watching(draft)
        print_link(reader, link)
        assert reader.read <= link_keys(FRAMEWORK, link)


def test_pieces_tell_text_escapes_and_links() -> None:
    assert list(pieces(r"甲\{{{staff.total|bare}}")) == [
        Piece(0, 1, "甲"),
        Piece(1, 3, "{"),
        Piece(3, 23, "", Link("staff.total", ("bare",))),
    ]
    assert Link("a", ("bare", "unit=万元")).unit == "万元"
    assert Link("a", ("bare",)).unit == ""
