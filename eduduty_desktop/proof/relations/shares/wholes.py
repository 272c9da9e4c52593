"""Which figure is the whole of a share: named with it, by its noun, behind 其中, or by what stands before the part."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.proof.dated import in_year
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import are_complements
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.before import AMONG, OF_WHICH, among_named, whole_before
from eduduty_desktop.proof.relations.shares.naming import has_noun, named_whole, noun_of_whole, without_region
from eduduty_desktop.proof.relations.shares.result import BACK, at_least, reading_of, unchecked, weak
from eduduty_desktop.proof.relations.shares.search import as_whole, by_whole_number, searched
from eduduty_desktop.proof.relations.shares.slipped import SLIPPED, is_slip
from eduduty_desktop.proof.roles import (
    PREVIOUS,
    Figure,
    Role,
    alike,
    countable,
    figures_of,
    names,
    subject_of,
    words_of,
)

_OTHER_WORLD = re.compile("全[省国]|同期|GDP|生产总值|增加值|国民|世界")
_BY = re.compile("[，,；;]?(?:[按以]|如果?按|若按)")
_RECKONED = re.compile("(?:来|进行)?(?:计算|测算|折算|计|口径)")
_AFTER_BRACKET = re.compile("占(?!比)[^，]{1,24}[）)]的$")
_SUMMED = re.compile("(?:合计|共计|总计|共)(?:为|达|有)?$")
_TOTAL = re.compile("总[数量额]?|共|全部")
_ALL_OF_IT = re.compile("[全我][市县区州镇乡校][现共]?有?$")
_THRESHOLD = re.compile("每[年月周天日次].*(?:不足|不到|少于|超过|多于|满)$")
_OWN_REGION = re.compile("全[市县区州镇乡校盟旗]|我[市县区州]")


def of_stated(
    passage: Passage, figures: tuple[Figure, ...], share: Figure, near: list[Figure], lead: str
) -> Iterator[Reading]:
    """Readings of a share whose part stands before it; `near` are the amounts before it, `lead` the words."""
    if near and _THRESHOLD.search(near[0].lead):  # 31人每月送教不足2次,占39.24%
        near = near[1:]
    if not near:
        return
    if _RECKONED.match(near[0].mention.tail) and _BY.match(near[0].lead):
        yield from _of_reckoned(share, near[0], near[1:])
        return
    part = near[0]
    if not _belongs(share, part, lead):
        yield from _of_subject(passage, share, near, lead)
        return
    named = named_whole(lead)
    subject = subject_of(named)
    if named and without_region(subject):
        noun = named
        if not any(noun in words_of(figure) for figure in near[1:]):
            noun = noun_of_whole(noun)
        yield from _of_named(passage, figures, share, part, near[1:], noun, bool(_OTHER_WORLD.search(named)))
    elif named and _OTHER_WORLD.search(named):
        yield unchecked(share, part, "占比所说的整体在文中没有数，请写出整体的数")
    else:
        region = bool(named and _OWN_REGION.search(named))
        behind = figures[share.index + 1] if share.index + 1 < len(figures) else None
        yield from _of_bare(passage, share, part, near[1:], behind, region=region)
    yield from _by_sibling(passage, figures, share, part)


def _belongs(share: Figure, part: Figure, lead: str) -> bool:
    """Whether the figure before the share is the part of which it is said: no other subject stands between them."""
    if share.mention.clause.sentence != part.mention.clause.sentence:
        return False
    own = lead.rpartition("占")[0] if "占" in lead else re.sub("(?:比例|比重|比率|百分比|份额).*$", "", lead)
    subject = subject_of(own)
    if part.mention.clause is share.mention.clause:
        return not subject or (
            own.startswith(part.quantity.counted) and not subject_of(own.removeprefix(part.quantity.counted))
        )
    return not subject or names(part, subject)


def whole_within(
    passage: Passage, figures: tuple[Figure, ...], share: Figure, near: list[Figure]
) -> tuple[Figure, Figure] | None:
    """The part and the whole of 728人,占1252名教师的58.15%."""
    if not near or share.first >= 0 or share.index == 0:
        return None
    whole, part = figures[share.index - 1], near[0]
    bracketed = whole.mention.depth > share.mention.depth and _AFTER_BRACKET.search(share.lead)
    if whole.role is not Role.WHOLE and not (bracketed and countable(whole.quantity)):
        return None
    if part.mention.clause.sentence != share.mention.clause.sentence:
        subject = subject_of(whole.lead.rpartition("占")[0])
        named = [
            f for f in near if len(subject) >= 3 and f.role is Role.LEVEL and names(f, subject) and f.year != PREVIOUS
        ]
        part = named[0] if named else whole
        if whole.year is not None and part.row > 1:  # 2020至2022年分别为a、b、c。2022年教育支出占…
            part = in_year(passage, part, whole.year) or whole
    if part is whole or not alike(part.quantity, whole.quantity):
        return None
    return part, whole


def against_whole(pair: tuple[Figure, Figure], near: list[Figure], share: Figure) -> Iterator[Reading]:
    part, whole = pair
    subject = subject_of(whole.lead.rpartition("占")[0])
    likelihood = 0.85 if len(subject) >= 3 and not names(part, subject) else 0.95
    if (reading := reading_of(share, part, whole, likelihood)) is not None:
        yield reading
    sentence = share.mention.clause.sentence
    run = part.quantity.interval
    for figure in near[1:]:  # 62人,其中音乐18人,体育27人,美术17人,占185人的33.5%: the whole row may be meant
        if figure.mention.clause.sentence != sentence or not alike(figure.quantity, whole.quantity):
            break
        if run is None or figure.quantity.interval is None:
            break
        run = run + figure.quantity.interval
        if (reading := reading_of(share, figure, whole, 0.55)) is not None:
            yield reading
        if (expected := quotient(run, whole.quantity.interval, 100)) is not None:
            yield weak(share, [part.mention, figure.mention, whole.mention, share.mention], expected)


def _of_subject(passage: Passage, share: Figure, near: list[Figure], lead: str) -> Iterator[Reading]:
    """薄弱学校改造2650万元、信息化870万元;薄弱学校改造占64.3%: the part is the figure of the share's own subject."""
    subject = subject_of(lead.rpartition("占")[0])
    sentence = share.mention.clause.sentence
    for part in near[:8]:
        if len(subject) >= 2 and part.mention.clause.sentence == sentence and names(part, subject):
            whole, likelihood = whole_before(passage, share, part, [f for f in near if f.index < part.index])
            if (
                whole is not None
                and (
                    reading := reading_of(
                        share,
                        part,
                        whole,
                        likelihood if subject_of(part.lead).endswith(subject) else min(likelihood, 0.7),
                    )
                )
                is not None
            ):
                yield reading
            break
    yield from searched(share, near)


def _by_sibling(passage: Passage, figures: tuple[Figure, ...], share: Figure, part: Figure) -> Iterator[Reading]:
    """114.4万人,占21.4%,其中65岁以上81.9万人,占15.3%: both may be shares of the one whole that the first implies."""
    for index in range(part.index - 1, max(0, part.index - 7), -1):
        other, before = figures[index], figures[index - 1]
        if other.role is not Role.SHARE or not before.amount or not alike(before.quantity, part.quantity):
            continue
        if not AMONG.search(passage.text, other.mention.end, part.mention.start) and _holds_anyhow(
            figures, before, other
        ):
            break
        implied = quotient(before.quantity.interval, other.quantity.interval, 100)
        expected = quotient(part.quantity.interval, implied, 100)
        if expected is not None:
            mentions = [before.mention, other.mention, part.mention, share.mention]
            yield weak(share, mentions, expected)


def _holds_anyhow(figures: tuple[Figure, ...], part: Figure, share: Figure) -> bool:
    """Whether a whole before it gives the share of another part: then that is the whole meant, not an unstated one."""
    wholes = (
        f for f in figures[max(0, part.index - BACK) : part.index] if f.amount and alike(f.quantity, part.quantity)
    )
    results = (quotient(part.quantity.interval, whole.quantity.interval, 100) for whole in wholes)
    stated = share.quantity.interval
    return stated is not None and any(result is not None and stated.meets(result) for result in results)


def _of_reckoned(share: Figure, whole: Figure, near: list[Figure]) -> Iterator[Reading]:
    """教育支出11.52亿元。按一般公共预算支出50.94亿元计算,占比为22.6%: the whole is the one it is reckoned by."""
    parts = [f for f in near if f.role is Role.LEVEL and alike(f.quantity, whole.quantity)]
    for part in parts[:1]:
        if at_least(whole.quantity, part.quantity) and (reading := reading_of(share, part, whole, 0.6)) is not None:
            slip = reading.agrees is False and is_slip(share, reading)
            yield msgspec.structs.replace(reading, likelihood=SLIPPED) if slip else reading


def _of_bare(
    passage: Passage, share: Figure, part: Figure, others: list[Figure], behind: Figure | None, *, region: bool = False
) -> Iterator[Reading]:
    whole, likelihood = whole_before(passage, share, part, others)
    if whole is not None and _has_own_share(figures_of(passage), whole, part):
        likelihood = min(likelihood, 0.4)
    if (among := among_named(passage, part, others)) is not None:
        whole, likelihood = among, 0.85
    elif likelihood < 0.8 and (shared := _of_sibling(share, part, others, figures_of(passage))) is not None:
        whole, likelihood = shared, 0.84
    elif whole is not None and likelihood < 0.8 and _is_of_all(whole, part, others):
        likelihood = 0.82
    if region:
        likelihood = min(likelihood, 0.6)
    reading = reading_of(share, part, whole, likelihood) if whole is not None else None
    if reading is not None:
        yield reading
    yield from searched(share, [part, *others], sure=reading is not None and likelihood >= 0.8)
    if behind is not None and alike(behind.quantity, part.quantity) and at_least(behind.quantity, part.quantity):
        total = _TOTAL.search(behind.lead) and behind.mention.clause.sentence == part.mention.clause.sentence
        if total and (after := reading_of(share, part, behind, 0.6)) is not None:
            yield after
    if reading is None:
        yield by_whole_number(share, part, others)
        yield from as_whole(share, part)
    elif likelihood < 0.8:
        yield unchecked(share, part, "占比以什么为整体，文中没有写明，请在占比前写出整体的数")


def _has_own_share(figures: tuple[Figure, ...], whole: Figure, part: Figure) -> bool:
    """Whether an amount is a part beside this one: 一般贸易924亿元,占比70%;…。保税物流66亿元,占比5%."""
    if AMONG.search(part.head) or whole.index + 1 >= part.index:
        return False
    for figure in figures[whole.index + 1 : part.index]:
        if figure.role is Role.SHARE:
            return figure.mention.clause.sentence == whole.mention.clause.sentence
        if figure.role not in {Role.GROWTH, Role.DIFFERENCE, Role.TIMES}:
            return False
    return False


def _of_sibling(share: Figure, part: Figure, others: list[Figure], figures: tuple[Figure, ...]) -> Figure | None:
    """税收29.52亿元,占一般公共预算收入的55%;非税24.16亿元,占45%: the whole that gives the share before it, where both are all."""
    before = next((f for f in reversed(figures[max(0, part.index - 3) : part.index]) if f.role is Role.SHARE), None)
    if before is None or not before.index or before.mention.clause.sentence != share.mention.clause.sentence:
        return None
    sibling = figures[before.index - 1]
    if not sibling.amount or not alike(sibling.quantity, part.quantity) or not are_complements(sibling.lead, part.lead):
        return None
    one, other, stated = sibling.quantity.interval, part.quantity.interval, before.quantity.interval
    if one is None or other is None or stated is None:
        return None
    for whole in others:
        of_it = quotient(one, whole.quantity.interval, 100)
        both = whole.quantity.interval is not None and whole.quantity.interval.meets(one + other)
        if whole.index < sibling.index and alike(whole.quantity, part.quantity) and both and of_it is not None:
            return whole if stated.meets(of_it) else None
    return None


def _is_of_all(whole: Figure, part: Figure, others: list[Figure]) -> bool:
    """全区126所学校食堂明厨亮灶,建成108所,占85.7%: the only count of its unit in the sentence, of all there are."""
    sentence = part.mention.clause.sentence
    same = [f for f in others if f.mention.clause.sentence == sentence and alike(f.quantity, part.quantity)]
    return same == [whole] and bool(_ALL_OF_IT.search(whole.lead)) and whole.mention.depth == part.mention.depth == 0


def _slipped_of(share: Figure, part: Figure, others: list[Figure], noun: str) -> Iterator[Reading]:
    """在校学生58920人…;随迁子女9663人,占在校生总数的26.4%: a whole that is called much so, and a digit apart."""
    sentence = part.mention.clause.sentence
    start = noun_of_whole(noun)[:2]
    for whole in others[:6]:
        near = sentence - whole.mention.clause.sentence <= 1 and whole.role is Role.LEVEL and whole.row == 1
        if near and len(start) == 2 and start in words_of(whole) and alike(whole.quantity, part.quantity):
            reading = reading_of(share, part, whole, SLIPPED) if at_least(whole.quantity, part.quantity) else None
            if reading is not None and is_slip(share, reading):
                yield reading
            return


def _named_so(noun: str, figure: Figure, part: Figure) -> bool:
    """Whether a figure counts the noun: 交流教师 of 教师交流轮岗392名, where the part is said to be among them."""
    words = words_of(figure)
    return has_noun(noun, words) or (bool(OF_WHICH.search(part.head)) and set(noun) <= set(words))


def _named(noun: str, figure: Figure) -> float:
    """How sure it is that a figure is the whole of that name; 体育、艺术专任教师726人 may be but some of 专任教师."""
    subject = without_region(subject_of(figure.lead))
    return SLIPPED if subject.endswith(noun) and len(subject) > len(noun) else 0.9


def _of_named(
    passage: Passage,
    figures: tuple[Figure, ...],
    share: Figure,
    part: Figure,
    others: list[Figure],
    noun: str,
    elsewhere: bool,
) -> Iterator[Reading]:
    """占专任教师的58%: the whole is the figure before it that counts 专任教师."""
    found = False
    if noun and not elsewhere:
        for figure in others:
            if not alike(figure.quantity, part.quantity) or not _named_so(noun, figure, part):
                continue
            if figure.first >= 0 or (
                figure.index + 1 < len(figures) and figures[figure.index + 1].first == figure.index
            ):
                continue  # one of a row: 小学、初中在校生分别为
            if not at_least(figure.quantity, part.quantity) or figure.year == PREVIOUS:
                continue
            same = figure.mention.clause.sentence == part.mention.clause.sentence
            likelihood = (_named(noun, figure) if same else 0.7) if not found else 0.5
            reading = reading_of(share, part, figure, likelihood)
            if reading is not None:
                found = True
                yield reading
    if noun and not found and not elsewhere:
        yield from _slipped_of(share, part, others, noun)
        sentence = part.mention.clause.sentence
        for figure in others:  # 在校生分别为…,合计92147人;寄宿生…,占在校生总数的
            if figure.mention.clause.sentence == sentence and _SUMMED.search(figure.lead):
                before = passage.text[max(0, figure.mention.start - 80) : figure.mention.start]
                if noun in before and (reading := reading_of(share, part, figure, 0.85)) is not None:
                    found = True
                    yield reading
                break
    yield from searched(share, [part, *others], sure=found)
    if not found and not elsewhere:
        yield unchecked(share, part, "占比所说的整体在附近没有数，请写出整体的数")
