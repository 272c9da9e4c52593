"""与上年的文字比: references nobody dealt with, paragraphs taken over unchanged, and years that were left standing."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from eduduty_desktop.checks.placeholders import occurrences
from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import BLOCKS, cover_name, node_name
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.dates import years_in_number
from eduduty_desktop.draft.last_year import last_year_of
from eduduty_desktop.draft.narrative import pieces
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.framework import Framework, Severity

ALIKE = 90.0
"""From which likeness (0–100) of its words, figures aside, a paragraph is last year's."""
LEAST = 40
"""Characters of words that a paragraph must have: shorter ones are set phrases."""
_YEAR = Key("cover", "year")
_NO_WORDS = re.compile(r"[\W\d_]+")
_EXCERPT, _MARKED = 20, 8

# Each alternative is anchored at a fixed word and of bounded length.
_THIS_YEAR = re.compile(
    r"(?:今年|本年度|本年)[（(,，:：即 ]{0,2}(?P<after>20\d\d)年|(?P<before>20\d\d)年度?[（(](?:今年|本年度|本年)[)）]"
)
_AS_OF = re.compile(r"(?:截至|截止)到?(?P<after>20\d\d)年|(?P<before>20\d\d)年度(?:履行教育职责|自评得分|自评情况)")
_NAMED = re.compile(r"(?<!\d)(20\d\d)年(?!级)")
_LEAST_OF_SENTENCE = 8
_SENTENCE = re.compile(r"[^。；！？\n]+")
_COMPARES = re.compile("上年|上一年|去年|往年|同期|反馈|历年|[比较]20")
_TITLE_YEAR = re.compile(r"(?<!\d)20\d\d(?=\s?年)")


def _nodes(framework: Framework) -> tuple[str, ...]:
    return (*framework.nodes, *BLOCKS)


def _reference_cases(framework: Framework) -> Iterator[Case]:
    return (Case(node, frozenset({Key("last_year", node)})) for node in _nodes(framework))


def _unconfirmed(view: View, subject: str) -> Iterable[Finding]:
    reference = last_year_of(view, subject)
    if reference is None or reference.confirmed:
        return
    yield Finding(
        code="last_year.unconfirmed",
        severity=Severity.HINT,
        place=Place(subject, table="last_year", row=subject),
        message=f"{node_name(view.framework, subject)}的上年内容还没有处理。",
        advice="请对照灰色的上年内容写今年的正文，用过或者不用的，点“已处理”。",
        operands=((Key("last_year", subject), "未处理"),),
    )


def _text_cases(framework: Framework) -> Iterator[Case]:
    for node in _nodes(framework):
        yield Case(node, frozenset({Key("last_year", node), Key("narratives", node)}))


def _unchanged(view: View, subject: str) -> Iterable[Finding]:
    reference, narrative = last_year_of(view, subject), view.get(Key("narratives", subject))
    if reference is None or narrative is None:
        return
    found = [
        (at, paragraph, likeness)
        for at, paragraph in _lines(narrative.text)
        if (likeness := _likeness(_words(paragraph), reference.text)) is not None
    ]
    starts = [_excerpt(paragraph) for _, paragraph, _ in found]
    for (at, paragraph, likeness), start, count in zip(found, starts, occurrences(starts), strict=True):
        yield Finding(
            code="last_year.unchanged",
            severity=Severity.HINT,
            place=Place(subject, table="narratives", row=subject, start=at, end=at + _beginning(paragraph)),
            message=f"{node_name(view.framework, subject)}“{start}”一段与上年的文字相同（不算数字，相似度{likeness:.0f}%）。",
            advice="请改写成今年的做法和成效；确实没有变化的，可以保留意见并写明理由。",
            operands=((Key("narratives", subject), paragraph),),
            subject=f"{start}#{count}",
        )


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """Paragraphs of a narrative's source with their offsets."""
    at = 0
    for line in source.split("\n"):
        yield at, line
        at += len(line) + 1


@lru_cache(maxsize=256)
def _paragraphs_of(reference: str) -> tuple[str, ...]:
    words = (_words(line) for line in reference.split("\n"))
    return tuple(each for each in words if len(each) >= LEAST)


@lru_cache(maxsize=4096)
def _likeness(words: str, reference: str) -> float | None:
    """Remembered: of all the paragraphs of a text one keystroke changes but one."""
    if len(words) < LEAST:
        return None
    found = process.extractOne(words, _paragraphs_of(reference), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return None if found is None else found[1]


@lru_cache(maxsize=256)
def _all_words(reference: str) -> str:
    return _words(reference)


@lru_cache(maxsize=1024)
def _words(source: str) -> str:
    """The words of a paragraph: no figures, typed or linked, no marks."""
    return _NO_WORDS.sub("", "".join(piece.text for piece in pieces(source) if piece.link is None))


def _beginning(paragraph: str) -> int:
    """How much of a paragraph is marked: its first words, so that the page is not full of waves."""
    first = next(iter(pieces(paragraph)))
    return first.end if first.link is not None else min(first.end, _MARKED)


def _excerpt(paragraph: str) -> str:
    plain = "".join(piece.text for piece in pieces(paragraph) if piece.link is None).strip()
    return plain if len(plain) <= _EXCERPT else f"{plain[:_EXCERPT]}…"


# years that were left standing ------------------------------------------------------------------------------


def _year_cases(framework: Framework) -> Iterator[Case]:
    for node in _nodes(framework):
        yield Case(f"narratives/{node}", frozenset({_YEAR, Key("narratives", node), Key("last_year", node)}))
    for field in ("title", "notice_title", "notice_number"):
        yield Case(f"cover/{field}", frozenset({_YEAR, Key("cover", field)}))


def _stale(view: View, subject: str) -> Iterable[Finding]:
    year, (table, _, row) = year_of(view), subject.partition("/")
    record = view.get(Key(table, row))
    if year is None or record is None:
        return
    if table == "cover":
        yield from _stale_cover(row, record.text, year)
    else:
        reference = last_year_of(view, row)
        yield from _stale_text(view.framework, row, record, year, reference.text if reference is not None else "")


def _stale_cover(field: str, text: str, year: int) -> Iterable[Finding]:
    years = years_in_number(text) if field == "notice_number" else tuple(map(int, _TITLE_YEAR.findall(text)))
    if not years or max(years) >= year:
        return
    yield Finding(
        code="year.stale",
        severity=Severity.WARNING if field == "title" else Severity.HINT,
        place=Place("cover", table="cover", row=field),
        message=f"封面的{cover_name(field)}写的是{max(years)}年，自评年度是{year}年。",
        advice="请改成今年的；自评年度写错的，在封面信息里改年度。",
        operands=((Key("cover", field), text), (_YEAR, str(year))),
    )


def _stale_text(framework: Framework, row: str, narrative: Narrative, year: int, reference: str) -> Iterable[Finding]:
    found = [
        (piece.start + start, piece.start + end, words, stated, severity)
        for piece in pieces(narrative.text)
        if piece.link is None and "20" in piece.text and len(piece.text) == piece.end - piece.start
        for start, end, words, stated, severity in _stale_in(piece.text, year, reference)
    ]
    for (start, end, words, stated, severity), count in zip(found, occurrences(f[2] for f in found), strict=True):
        yield Finding(
            code="year.stale",
            severity=severity,
            place=Place(row, table="narratives", row=row, start=start, end=end),
            message=f"{node_name(framework, row)}里写着“{words}”，自评年度是{year}年。",
            advice=f"从上年稿里带来的，请改成{year}年的情况；确要写{stated}年的，写明与今年的关系。",
            operands=((_YEAR, str(year)),),
            subject=f"{words}#{count}",
        )


def _stale_in(text: str, year: int, reference: str = "") -> Iterator[tuple[int, int, str, int, Severity]]:
    """Start, end, words, year and gravity of every year before `year` that is spoken of as the present one.

    So is an earlier year that a sentence names alone, if the sentence stands in last year's text.
    """
    for sentence in _SENTENCE.finditer(text):
        if "20" in sentence[0]:
            at = sentence.start()
            for start, end, words, stated, severity in _stale_in_sentence(sentence[0], year, reference):
                yield at + start, at + end, words, stated, severity


@lru_cache(maxsize=4096)
def _stale_in_sentence(said: str, year: int, reference: str) -> tuple[tuple[int, int, str, int, Severity], ...]:
    """Remembered, as above."""
    compared = str(year) in said or _COMPARES.search(said) is not None
    found = []
    for pattern, severity in ((_THIS_YEAR, Severity.WARNING), (_AS_OF, Severity.HINT)):
        for match in pattern.finditer(said):
            stated = int(match["after"] or match["before"])
            if stated < year and not (compared and pattern is _AS_OF):
                found.append((match.start(), match.end(), match[0], stated, severity))
    if not found and not compared and reference and len(_words(said)) >= _LEAST_OF_SENTENCE:
        named = next((match for match in _NAMED.finditer(said) if int(match[1]) < year), None)
        if named is not None and _words(said) in _all_words(reference):
            found.append((named.start(), named.end(), named[0], int(named[1]), Severity.HINT))
    return tuple(found)


CHECKS = (
    Check("last_year.unconfirmed", "上年内容还没有处理", _reference_cases, _unconfirmed),
    Check("last_year.unchanged", "与上年的文字相同", _text_cases, _unchanged),
    Check("year.stale", "写着以前的年份", _year_cases, _stale),
)
