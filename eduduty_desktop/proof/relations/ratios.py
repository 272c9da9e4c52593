"""Ratios: 1:0.98 of two figures stated before it, in either order; 师生比 of pupils and teachers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from eduduty_desktop.figures.amount import digits_after_point
from eduduty_desktop.figures.interval import Interval, interval_of
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import span_of, spans_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike, countable, figures_of, words_of

_RATIO = Kind.RATIO

BACK = 10
"""Figures looked at before a ratio."""

MOST_PAIRS = 6
"""Pairs of figures that a ratio is tried on."""

_CALLED = re.compile("比(?:例|值|率)?(?:关系)?(?:[约近为是达到]|保持在|分别|控制在|降至|提高到){0,4}$|[之]比")
_PUPILS = re.compile("学生|在校生|生数|幼儿|在园")
_TEACHERS = re.compile("教师|教职工|师资|老师|保教")
_PUPILS_TO_TEACHERS = re.compile("师生比|生师比|师幼比|教职工与幼儿|教师与学生|学生与教师")
_NAMED = re.compile(
    "(?=[^，]{4,48}+$)([\u4e00-\u9fff]{2,12})(?:与|和|同|对)([\u4e00-\u9fff]{2,12}?)(?:之比|的?比例|的?比值|比)[^，]{0,8}+$"
)
_OPENING = frozenset({"（", "("})
_COLONS = frozenset({":", "：", "∶"})
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SCHOOLS = re.compile("普职(?:招生)?比|职普(?:招生)?比")
_GENERAL, _VOCATIONAL = re.compile("普高|普通高中|高中"), re.compile("中职|职高|职业|职教|中专|技工")
_MACHINES = re.compile("生机比|机生比|师机比")
_CUT = re.compile("[、，,；;]")
_NORM = re.compile("按照|标准|规定|要求|不低于|不高于|测算|核定|目标|应")


def readings(passage: Passage) -> Iterator[Reading]:
    """All readings of the ratios of one paragraph."""
    figures = figures_of(passage)
    for figure in [figure for figure in figures if figure.quantity.kind is _RATIO]:
        if isinstance(figure.quantity.value, tuple) and figure.quantity.interval:
            head = figure.head[-30:]
            if len(_NUMBER.findall(figure.mention.text)) != 2 or _one_of_many(passage.text, figure):
                continue
            if not _NORM.search(head) and not figure.quantity.approximation:
                yield from _of_ratio(figures, figure)


def _one_of_many(text: str, ratio: Figure) -> bool:
    """Whether it is a piece of 22.1:34.3:43.6."""
    start, end = ratio.mention.start, ratio.mention.end
    return text[end : end + 1] in _COLONS or text[max(0, start - 1) : start] in _COLONS


def _of_ratio(figures: tuple[Figure, ...], ratio: Figure) -> Iterator[Reading]:
    near = [figures[i] for i in range(ratio.index - 1, max(-1, ratio.index - 1 - BACK), -1)]
    near = [f for f in near if f.amount and f.quantity.interval is not None and not f.quantity.is_range]
    if _PUPILS_TO_TEACHERS.search(ratio.head):
        yield from _of_pupils(ratio, near)
        return
    called = bool(_CALLED.search(ratio.head))
    if called and (pair := _with_bracket(figures, ratio, near)) is not None:
        many, few = sorted(pair, key=lambda figure: figure.quantity.number or 0, reverse=True)
        first = isinstance(ratio.quantity.value, tuple) and ratio.quantity.value[0] > ratio.quantity.value[1]
        yield ratio_of(ratio, *((many, few) if first else (few, many)), 0.82)
        return
    if _SCHOOLS.search(ratio.head):
        yield from _of_schools(ratio, near)
        return
    pairs = islice(_pairs(near, machines=bool(_MACHINES.search(ratio.head))), MOST_PAIRS)
    for place, (one, other) in enumerate(pairs):
        gap = ratio.mention.clause.sentence - one.mention.clause.sentence
        plain = place == 0 and called and gap <= 1 and _side_by_side(one, other) and _are_named(ratio, one, other)
        likelihood = 0.85 if plain else 0.4
        yield ratio_of(ratio, other, one, likelihood)
        yield ratio_of(ratio, one, other, likelihood)


def _with_bracket(figures: tuple[Figure, ...], ratio: Figure, near: list[Figure]) -> tuple[Figure, Figure] | None:
    """中职招生1020人,普职比为1.86:1（普通高中招生1897人）: the one amount before it and the one in the bracket behind."""
    behind = figures[ratio.index + 1 : ratio.index + 3]
    opens = ratio.mention.tail.lstrip()[:1] in _OPENING
    inside = [f for f in behind if opens and f.mention.depth == ratio.mention.depth + 1]
    sentence = ratio.mention.clause.sentence
    before = [f for f in near if f.mention.clause.sentence == sentence and f.role is Role.LEVEL and f.year is None]
    if len(inside) != 1 or inside[0].index != ratio.index + 1 or inside[0].year is not None:
        return None
    fitting = [f for f in before if alike(f.quantity, inside[0].quantity)]
    ends = inside[0].lead[-2:]
    named = len(fitting) == 1 and len(ends) == 2 and fitting[0].lead.endswith(ends)
    return (fitting[0], inside[0]) if named and inside[0].role is Role.LEVEL else None


def _pairs(near: list[Figure], *, machines: bool) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one measure, the two nearest rates or counts first."""
    for i, one in enumerate(near[:6]):
        for other in near[i + 1 : 8]:
            counts = machines and i == 0 and other is near[1] and one.quantity.kind is other.quantity.kind is Kind.COUNT
            if (alike(one.quantity, other.quantity) or counts) and one.role is other.role:
                yield one, other


def _are_named(ratio: Figure, one: Figure, other: Figure) -> bool:
    """Whether the two are those that the ratio names, if it names two: 农产品加工业产值与农业总产值之比."""
    if _MACHINES.search(ratio.head):  # 生均图书小学25册、初中36册，…，生机比6.2:1
        return one.quantity.unit != other.quantity.unit
    named = _NAMED.search(ratio.lead)
    if named is None:
        return True
    around = words_of(one) + words_of(other)
    return all(name[-2:] in around for name in (named[1], named[2]))


def _side_by_side(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in like places: in one row, or as the shares of two clauses."""
    if other.index == one.index - 1:
        return True
    return one.role is Role.SHARE and one.index - other.index <= 3


def _of_pupils(ratio: Figure, near: list[Figure]) -> Iterator[Reading]:
    """学生12000人,专任教师800人,师生比1:15."""
    part = ratio.mention.clause.part
    counts = [figure for figure in near if countable(figure.quantity)]
    here = [f for f in counts if f.mention.clause.part == part]
    if any(_PUPILS.search(_words_of(f)) for f in here) or not any(_TEACHERS.search(_words_of(f)) for f in here):
        counts = here or counts
    pupils = [f for f in counts if _PUPILS.search(_words_of(f)) and not _TEACHERS.search(_words_of(f))]
    teachers = [f for f in counts if _TEACHERS.search(_words_of(f))]
    plain = len(pupils) == 1 and len(teachers) == 1
    for pupil in pupils[:4]:
        for teacher in teachers[:4]:
            same = pupil.mention.clause.sentence == teacher.mention.clause.sentence == ratio.mention.clause.sentence
            likelihood = 0.85 if plain and same else 0.5
            yield ratio_of(ratio, pupil, teacher, likelihood)
            yield ratio_of(ratio, teacher, pupil, likelihood)


def _of_schools(ratio: Figure, near: list[Figure]) -> Iterator[Reading]:
    """升入普高2466人、升入中职1709人,普职比为1.44:1: of the one kind of school and of the other."""
    counts = [f for f in near if (countable(f.quantity) and f.role is Role.LEVEL) or f.role is Role.SHARE]
    vocational = [f for f in counts if _VOCATIONAL.search(f.lead[-12:])]
    general = [f for f in counts if _GENERAL.search(f.lead[-12:]) and f not in vocational]
    sentence = ratio.mention.clause.sentence
    for one in general[:2]:
        for other in vocational[:2]:
            if not alike(one.quantity, other.quantity) or one.role is not other.role:
                continue
            same = one.mention.clause.sentence == other.mention.clause.sentence == sentence
            plain = same and abs(one.index - other.index) <= 2 and one is general[0] and other is vocational[0]
            likelihood = 0.85 if plain else 0.5
            yield ratio_of(ratio, one, other, likelihood)
            yield ratio_of(ratio, other, one, likelihood)


def _words_of(figure: Figure) -> str:
    return f"{figure.head[-8:]}{_CUT.split(figure.mention.tail[:6])[0]}"


def ratio_of(ratio: Figure, left: Figure, right: Figure, likelihood: float) -> Reading:
    stated = _terms(ratio)
    value, expected = _stated_and_expected(stated, left, right)
    if left.quantity.approximation or right.quantity.approximation:
        likelihood = min(likelihood, 0.7)
    holds = expected is not None and value.meets(expected)
    swapped = (
        not holds and expected is not None and value.meets(_stated_and_expected(stated, right, left)[1] or expected)
    )
    return Reading(
        Relation.RATIO,
        ratio_span := span_of(ratio.mention),
        (*spans_of([left.mention, right.mention]), ratio_span),
        value,
        expected,
        likelihood,
        f"{left.mention.text}:{right.mention.text}" if likelihood > 0.6 or holds else "",
        _shown(stated, expected),
        "比的前后项可能写反了。请核对后改正。" if swapped else "" if holds else "请核对后改正。",
    )


def _terms(ratio: Figure) -> tuple[Decimal, Decimal]:
    """The two terms with the decimals they are written with: 16.0 is not 16."""
    found = _NUMBER.findall(ratio.mention.text.replace("．", "."))
    assert len(found) == 2, "the caller looked for ratios"
    return Decimal(found[0]), Decimal(found[1])


def _stated_and_expected(
    stated: tuple[Decimal, Decimal], left: Figure, right: Figure
) -> tuple[Interval, Interval | None]:
    """The ratio as one number, the term that is not 1 being the rounded one, and what the two figures give for it."""
    one, other = left.quantity.interval, right.quantity.interval
    if _left_is_rounded(stated):
        return interval_of(stated[0]), quotient(one, other)
    if stated[0] == 1:
        return interval_of(stated[1]), quotient(other, one)
    whole = [term == term.to_integral_value() for term in stated]
    if all(whole):  # 3:7 is rounded in its larger term
        whole = [stated[0] < stated[1], stated[1] <= stated[0]]
    terms = [interval_of(term, exact=exact) for term, exact in zip(stated, whole, strict=True)]
    return terms[1] / terms[0], quotient(other, one)


def _left_is_rounded(stated: tuple[Decimal, Decimal]) -> bool:
    """16.0:1 and 18:1, not 1:18."""
    return stated[1] == 1 and (stated[0] != 1 or digits_after_point(stated[0]) > 0)


def _shown(stated: tuple[Decimal, Decimal], expected: Interval | None) -> str:
    if expected is None:
        return ""
    middle = (expected.low + expected.high) / 2
    left = _left_is_rounded(stated)
    decimals = max(1, digits_after_point(stated[0] if left else stated[1]))
    if left:
        return f"{middle:.{decimals}f}:1"
    return f"{stated[0]}:{middle * stated[0]:.{decimals}f}"
