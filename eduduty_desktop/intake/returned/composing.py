"""Which metric the names around a cell mean together: 城关镇 beside 专任教师数 under 义务教育学校专任教师学历情况.

Row and column must be said by the metric's name entirely; what the name says beyond them must stand in a band, a title or
the sheet's name.  Whoever asks says it to a person: nothing found here is taken for sure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.cell_units import is_told_in
from eduduty_desktop.intake.returned.words import BRACKETED, STAGE_WORDS, canonical, folded, label_of, stage_of

_SCHOOL = "学校"
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\((?:园|校|班)\)", ""),
        (r"在校学生|在园(?:幼儿|儿童|学生)|^学生$|^幼儿$|在读学生|在校生", "在校生"),
        (r"资金|金额|款项|专款|经费额?|费用", "经费"),
        (r"(?:本科|大学本科|专科|研究生)(?:学历)?及?以上(?:学历)?(?:人员|教师)?", "本科及以上"),
        (r"人员|人数|人员数", "人"),
        (r"普惠性", "普惠"),
        (r"^(?:本|我)?[县市区]?(?:实际)?执行(?=.)", ""),
        (r"^(?:学校|校|园|幼儿园|机构|单位)(?:个|所)?数?$|^(?:所|校|园)数$", _SCHOOL),
    )
)
_SCHOOL_WORDS = frozenset({_SCHOOL, "幼儿园", "学校园", "校园", "机构"})
_NEUTRAL = re.compile(
    r"(?:实际|完成|现有|年末|期末|截至|项目|情况|工作|方面|部分|数量|数额|总数|合计|总计|小计|全县|全市|全区|县级|[数量总额的个所类人及和生])*"
)
_NAME_NEUTRAL = re.compile(r"(?:学校|[总数额量的人及和中])*")
_SHORTEST_PIECE = 2
_LONGEST_PHRASE = 40
_MOST_CANDIDATES = 5
_SKIPPED = 2  # characters of a context's word that an abbreviation of it may leave out between two of its own
_LONGEST_ABBREVIATION = 4
_LEAST_OF_A_GUESS = 4
_NARROWING = re.compile(
    "学前|幼儿|小学|初中|高中|中职|义务|特殊|公办|民办|普惠|城|乡|镇|农村|新增|在编|专任|骨干|本科|硕士|女|困难|留守|县|省|国|市|"
    "生均|人均|率|占比|比|差|增|减|累计|未|已|不"
)


class Names(msgspec.Struct, frozen=True):
    """What stands around a cell: its row's names and its column's, which must be said; what is above both, which may be.

    `free` are words like 金额 or 人数 that say what kind of number it is: a metric's name may have them or not.  Where it
    may be guessed, nothing needs to say the rest of a name that has all that stands around.
    """

    own: tuple[str, ...]
    free: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    unit: str = ""
    is_unit_said: bool = False
    is_guessed: bool = False


class Composed(msgspec.Struct, frozen=True):
    """The metric, or those that it may be."""

    metric: str | None
    candidates: tuple[str, ...] = ()
    is_guess: bool = False


class _Name(msgspec.Struct, frozen=True):
    """A metric by one of its names in the usual form."""

    id: str
    text: str
    is_stage_only: bool = False


def usual(text: str) -> str:
    """A heading as it is compared here: its usual variants made one, what stands in brackets left out."""
    plain = label_of(text).plain
    said = canonical(BRACKETED.sub("", plain) or plain)
    for pattern, word in _SAME:
        said = pattern.sub(word, said)
    return said


class Composer:
    """Finds the metrics of one framework by the names around a cell."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._names: dict[str, list[_Name]] = {}
        self._by_piece: dict[str, set[str]] = defaultdict(set)
        self._known: dict[tuple[Names, frozenset[str]], Composed] = {}
        for metric in framework.metrics.values():
            names = list(dict.fromkeys(_names_of(metric, framework)))
            self._names[metric.id] = names
            for name in names:
                for at in range(len(name.text) - 1):
                    self._by_piece[name.text[at : at + 2]].add(metric.id)

    def find(self, names: Names, owned: frozenset[str]) -> Composed:
        """The only metric that the names around a cell explain, or the one that needs the least from titles."""
        key = (names, owned)
        if key not in self._known:
            self._known[key] = self._find(names, owned)
        return self._known[key]

    def _find(self, names: Names, owned: frozenset[str]) -> Composed:
        stages = {stage for text in names.own if (stage := stage_of(text)) not in (None, Stage.ALL)}
        if len(stages) > 1 or any(len(text) > _LONGEST_PHRASE for text in names.own):
            return Composed(None)
        stage = next(iter(stages), None)
        own = [said for text in names.own if stage_of(text) is None and (said := usual(text))]
        free = [said for text in names.free if (said := usual(text))]
        context = [said for text in names.context if len(text) <= 2 * _LONGEST_PHRASE and (said := usual(text))]
        likely = self._likely(own, stage)
        scores: dict[str, tuple[int, int]] = {}
        for id in likely:
            metric = self._framework.metrics[id]
            is_bare = not names.is_unit_said and metric.kind in {Kind.PERCENT, Kind.RATIO}
            told = is_bare or not names.unit or is_told_in(metric, names.unit) or _counts_alike(names.unit, metric)
            if not told:
                continue
            for name in self._names[id]:
                found = _explained(name, metric, own, free, context, stage, names)
                if found is not None:
                    scores[id] = min(scores.get(id, found), found)
        best = self._best(scores, names.unit, owned)
        if names.is_guessed and (len(scores) > 1 or best.metric is None):
            return Composed(None)
        return msgspec.structs.replace(best, is_guess=names.is_guessed)

    def _likely(self, own: Sequence[str], stage: Stage | None) -> list[str]:
        pieces = {text[at : at + 2] for text in own for at in range(len(text) - 1)}
        found = {id for piece in pieces for id in self._by_piece.get(piece, ())}
        if stage is not None and all(text in _SCHOOL_WORDS for text in own):
            found |= {m.id for m in self._framework.metrics.values() if m.stage is stage}
        return [id for id in self._framework.metrics if id in found]

    def _best(self, scores: dict[str, tuple[int, int]], unit: str, owned: frozenset[str]) -> Composed:
        if not scores:
            return Composed(None)
        least = min(scores.values())
        best = [id for id, score in scores.items() if score == least]
        if len(best) > 1 and unit:
            best = [id for id in best if self._framework.metrics[id].unit == unit] or best
        if len(best) > 1:
            best = [id for id in best if id in owned] or best
        if len(best) == 1:
            return Composed(best[0])
        return Composed(None, tuple(best[:_MOST_CANDIDATES]))


def _names_of(metric: Metric, framework: Framework) -> Iterable[_Name]:
    plain = label_of(metric.label).plain
    said = usual(metric.label)
    is_counted_place = metric.kind is Kind.COUNT and metric.unit in {"所", "个"}
    if metric.stage is not None and stage_of(metric.label) is metric.stage:
        if is_counted_place:
            yield _Name(metric.id, _SCHOOL, is_stage_only=True)
        return
    yield _Name(metric.id, said)
    if (bare := canonical(plain)) != said:
        yield _Name(metric.id, bare)
    if metric.group:
        group = usual(framework.groups[metric.group].label)
        if metric.column and metric.stage is None:
            yield _Name(metric.id, group + usual(metric.column))


def _counts_alike(unit: str, metric: Metric) -> bool:
    """Counting words for one another: 家 for 所."""
    words = frozenset("个所家项件处座")
    return metric.kind is Kind.COUNT and unit in words and metric.unit in words


def _explained(
    name: _Name,
    metric: Metric,
    own: Sequence[str],
    free: Sequence[str],
    context: Sequence[str],
    stage: Stage | None,
    names: Names,
) -> tuple[int, int] | None:
    """How much of a name titles had to say, and how much nothing said; None if the names around do not make it."""
    left = name.text
    if stage is not None:
        left, fits = _without_stage(left, metric, stage)
        if not fits:
            return None
    taken = spare = 0
    is_place = metric.kind is Kind.COUNT and metric.unit in {"所", "个"}
    is_counted = False
    for phrase in sorted(own, key=len, reverse=True):
        if phrase in _SCHOOL_WORDS and is_place and phrase not in left:
            is_counted = True
            continue
        left, rest, count = _take(left, phrase)
        if _NEUTRAL.fullmatch(rest) is None:
            return None
        taken += count
        spare += len(rest)
    if name.is_stage_only:
        return (
            (0, 0)
            if stage is not None
            and not left.replace(_SCHOOL, "").strip("\0")
            and (is_counted or taken or (names.is_unit_said and not own))
            else None
        )
    for phrase in free:
        left, _, _ = _take(left, phrase)
    if not taken and (stage is None or own or names.is_guessed):
        return None
    before = _said(left)
    if metric.stage is not None and stage is None:
        left = _stage_of_context(left, metric.stage, context)
    for phrase in context:
        left, _, _ = _take(left, phrase)
    left = "\0".join("" if _is_short_for(part, context) else part for part in left.split("\0"))
    rest = left.replace("\0", "")
    if _NAME_NEUTRAL.fullmatch(rest) is None:
        is_likely = names.is_guessed and taken >= _LEAST_OF_A_GUESS and 2 * taken >= len(name.text)
        if not is_likely or _NARROWING.search(rest):
            return None
    return before - len(rest), len(rest) + spare


def _said(left: str) -> int:
    return len(left.replace("\0", ""))


def _take(name: str, phrase: str) -> tuple[str, str, int]:
    """What is left of a name and of a phrase without the pieces that both have, and how much both have.

    `\\0` stands where a piece was taken out, so that nothing is found across it.
    """
    count = 0
    rest = phrase
    while True:
        piece = _longest_common(name, rest)
        if len(piece) < (_SHORTEST_PIECE if len(phrase) >= _SHORTEST_PIECE else 1):
            return name, rest.replace("\1", ""), count
        name = name.replace(piece, "\0", 1)
        rest = rest.replace(piece, "\1", 1)
        count += len(piece)


def _longest_common(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        end = start + len(best) + 1
        while end <= len(one) and "\0" not in one[start:end] and one[start:end] in other:
            best = one[start:end]
            end += 1
    return best


def _without_stage(name: str, metric: Metric, stage: Stage) -> tuple[str, bool]:
    """A name without the words of a stage; whether it is about the stage at all."""
    words = sorted((canonical(word) for word in STAGE_WORDS[stage]), key=len, reverse=True)
    word = next((word for word in words if re.search(f"(?<!中){re.escape(word)}", name)), "")
    if word:
        return re.sub(f"(?<!中){re.escape(word)}", "\0", name, count=1), metric.stage in (None, stage)
    return name, metric.stage is stage


def _stage_of_context(left: str, stage: Stage, context: Sequence[str]) -> str:
    """A stage in a name is said by a title that has any of the stage's words."""
    words = [folded(word) for word in STAGE_WORDS[stage]]
    if any(word in text for text in context for word in words):
        for word in sorted(map(canonical, words), key=len, reverse=True):
            if word in left:
                return left.replace(word, "\0", 1)
    return left


def _is_short_for(part: str, context: Sequence[str]) -> bool:
    """Whether a piece of a name is short for words of a title: 薄改 for 薄弱环节改善."""
    if not _SHORTEST_PIECE <= len(part) <= _LONGEST_ABBREVIATION:
        return False
    pattern = f".{{0,{_SKIPPED + 1}}}".join(map(re.escape, part))
    return any(re.search(pattern, text) for text in context)
