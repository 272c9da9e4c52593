"""Which metric a label means: exactly, by its usual variants, by stage and context, at last by likeness.

Likeness alone never decides between two, nor over a word that makes a difference (公办, 小学, 比例, 新增): then the
candidates are named and a person decides.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

import msgspec
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import tasks_of
from eduduty_desktop.framework.choices import STAGE_LABELS, Stage
from eduduty_desktop.intake.returned.cell_units import is_told_in
from eduduty_desktop.intake.returned.composing import Composer
from eduduty_desktop.intake.returned.headings import meaning_of
from eduduty_desktop.intake.returned.metric_names import MetricNames
from eduduty_desktop.intake.returned.words import canonical, folded, label_of, stage_of

MOST_CANDIDATES = 5
_REMARK = re.compile(r"\((?:含|不含|包括|不包括|截至|扣除|按|以|指)[^()]{0,30}\)$")
_LIKE, _MARGIN, _NAMED = 86.0, 6.0, 62.0
_SHARED = 0.6  # of the letters of the shorter of two names that are likened in part: fewer are never like enough
_SHORTEST, _SHORTEST_GUESS = 5, 3
_MOST_LIKENED = 5000  # labels that are compared with all names: more are no table of figures
_TELLING = re.compile(
    "公办|民办|普惠|月|小学|初中|高中|学前|幼儿|中职|职业|特殊|义务|城|乡|镇|村|男|女|"
    "上年|去年|新|增|减|率|占比|标准|专|兼|省|市级|国家|县级|校级|不|未|无|非|经费|"
    "支出|投入|收入|拨款|补助|资金|人次|累计|每|平均|生均|人均|编|达标|合格|优|良|首|"
    "次|初|末|完成|计划|任务|目标|在建|已|拟|退|调|本科|专科|硕士|博士|学历|一|二|三|"
    "四|五|六|七|八|九|十|两|大班|超大|中途|入|出|校长|教师|学生|家长|学校|班|园|所|"
    "面积|项目|活动|培训|残疾|随迁|留守|贫困|党|团|督|检查|投诉|问题|整改|毛|净|巩固|"
    "升学|就业|安装|联网|配备|覆盖|工资|公务员|津贴|奖|编制|实有|在岗|在职|临聘|预算|"
    "决算|转移|债务|专项|公用|财政|上级|中央|自筹"
)


class Query(msgspec.Struct, frozen=True):
    """What is known of a value besides its digits: `label` is its nearest heading, `parents` those above it (the nearest
    first), `context` bands, titles and the sheet's name (the nearest first).
    """

    label: str
    stage: Stage | None = None
    parents: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    unit: str = ""
    column: str = ""


class Match(msgspec.Struct, frozen=True):
    """The metric, or why there is none: `candidates` may be meant; `flags` say what was assumed.

    One that `is_guess` is only the likeliest: a person must say so before it is taken.
    """

    metric: str | None
    candidates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    is_guess: bool = False


class Matcher:
    """Finds the metrics of one draft's framework by what departments call them."""

    def __init__(self, draft: Draft) -> None:
        self._framework = draft.framework
        self._draft = draft
        self.names = MetricNames(draft.framework)
        self._known: dict[str, Match] = {}

    @cached_property
    def composer(self) -> Composer:
        """What finds metrics by all names around a cell."""
        return Composer(self._framework)

    def owned_by(self, department: str) -> frozenset[str]:
        """Metrics that a department owes."""
        return self._owned.get(department, frozenset())

    @cached_property
    def _owned(self) -> dict[str, frozenset[str]]:
        return {task.department: frozenset(task.metrics) for task in tasks_of(self._draft)}

    def is_title(self, text: str) -> bool:
        """Whether a line is the title of a point or section."""
        said = folded(text)
        return any(title in said for title in self._titles)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(title for node in self._framework.nodes.values() if (title := folded(node.title)))

    def is_like(self, label: str, id: str) -> bool:
        """Whether a label may be a wording of a metric's name."""
        name = canonical(label_of(self._framework.metrics[id].label).plain)
        return fuzz.ratio(canonical(label_of(label).plain), name) >= _NAMED

    def find(self, query: Query, owned: frozenset[str]) -> Match:
        """The metric that a query means; a column's own quantity counts before the row's context."""
        if query.stage is not None:
            return self._of_stage(query, owned)
        return self._of_label(query, owned)

    # stages ----------------------------------------------------------------------------------------------

    def _of_stage(self, query: Query, owned: frozenset[str]) -> Match:
        """A cell of a matrix: the quantity stands in the other direction, or in a band or title."""
        stage = query.stage
        assert stage is not None
        is_part = label_of(query.label).is_part and stage_of(query.label) is None
        parents = () if is_part else query.parents
        quantities = [text for text in (query.column, "" if stage_of(query.label) else query.label, *parents) if text]
        # What a title is about is not what a row is about that has a name of its own: 专任教师 under 教职工情况.
        above = () if is_part or any(_is_name(text) for text in quantities) else query.context
        for text in (*quantities, *above):
            said = canonical(label_of(text).plain)
            found = self.names.staged.get((said, stage)) or self.names.staged_within(said, stage)
            if found and text == query.column and text != query.label and _is_name(query.label):
                return Match(None, tuple(found), (f"“{query.label}”一行不是全县的数，没有采用",))
            if found:
                return self._chosen(found, query, owned, ())
            if said in self.names.quantities:
                candidates = tuple(self.names.of_quantity(said)[:MOST_CANDIDATES])
                return Match(None, candidates, (f"“{text}”没有分“{query.label}”的一项，没有采用",))
        exact = self.names.exactly(query.label) if stage_of(query.label) else ()
        own = [id for id in exact if self.fits(id, query.unit)]
        named = [text for text in quantities if text != query.label]
        if len(own) == 1 and query.unit and not named:
            return Match(own[0], flags=(f"“{query.label}”按指标“{self._name(own[0])}”读取，请核对",))
        likely = dict.fromkeys(
            (*own, *(m.id for m in self._framework.metrics.values() if m.stage is stage and m.group))
        )
        if quantities and not stage_of(quantities[0]):
            usual = self._of_label(
                msgspec.structs.replace(query, label=f"{quantities[0]}({STAGE_LABELS[stage]})", stage=None), owned
            )
            if usual.metric is not None:
                return usual
            likely = dict.fromkeys((*usual.candidates, *likely))
        return Match(None, tuple(likely)[:MOST_CANDIDATES], (f"“{query.label}”说的是哪一项数据，没有读懂",))

    # labels ----------------------------------------------------------------------------------------------

    def _of_label(self, query: Query, owned: frozenset[str]) -> Match:
        label = label_of(query.label)
        if not label.plain:
            return Match(None, flags=("没有指标名称",))
        exact = self.names.exact.get(label.plain)
        if exact:
            return self._chosen(exact, query, owned, ())
        usual = canonical(label.plain)
        for text in (*query.parents, *query.context):
            found = self.names.in_group.get((canonical(label_of(text).plain), usual))
            if found:
                return self._chosen(found, query, owned, ())
        found = self.names.usual.get(usual)
        if found:
            return self._chosen(found, query, owned, self._differs(query, found))
        for text in query.parents:
            parent = label_of(text).plain
            for joined in (
                f"{parent}{label.plain}",
                f"{label.plain}{parent}",
                f"{parent}({label.plain})",
                f"{parent}中{label.plain}",
            ):
                found = self.names.called(joined)
                if found:
                    return self._chosen(found, query, owned, self._differs(query, found))
        if (bare := _REMARK.sub("", label.plain)) != label.plain and (found := self.names.exact.get(bare)):
            inside = label.plain[len(bare) :].strip("()")
            return self._chosen(found, query, owned, (f"名称里注明“{inside}”，请核对口径",))
        return self._like(query, usual)

    def _differs(self, query: Query, found: Sequence[str]) -> tuple[str, ...]:
        return (f"名称写的是“{query.label}”，按“{self._name(found[0])}”读取",) if len(found) == 1 else ()

    def _chosen(self, found: Sequence[str], query: Query, owned: frozenset[str], flags: tuple[str, ...]) -> Match:
        """The only one, or the only one whose unit, or whose department, fits."""
        if len(found) == 1:
            return Match(found[0], flags=flags)
        for narrower, why in (
            ([id for id in found if self.fits(id, query.unit)] if query.unit else [], "单位"),
            ([id for id in found if id in owned], "本单位承担的任务"),
            ([id for id in found if self._in_context(id, query)], "所在的栏目"),
        ):
            if len(narrower) == 1:
                return Match(
                    narrower[0], flags=(f"“{query.label}”可指几项，按{why}读作“{self._name(narrower[0])}”", *flags)
                )
        names = "、".join(f"“{self._name(id)}”" for id in found[:MOST_CANDIDATES])
        return Match(None, tuple(found[:MOST_CANDIDATES]), (f"“{query.label}”可指{names}，请指定是哪一项",))

    def fits(self, id: str, unit: str) -> bool:
        """Whether a metric can be told in a unit; one that is not known fits."""
        return not unit or is_told_in(self._framework.metrics[id], unit)

    def _in_context(self, id: str, query: Query) -> bool:
        """Whether a band, title or sheet is named after the metric's point."""
        place = self._framework.nodes.get(self._framework.place_of_metric[id])
        titles = {canonical(folded(node.title)) for node in (self._framework.path_of(place.id) if place else ())}
        return any(canonical(label_of(text).plain) in titles for text in query.context)

    def _like(self, query: Query, usual: str) -> Match:
        key = f"{usual}\0{query.unit}"
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_LIKENED:
                return Match(None, flags=self._unknown(query, ()))
            known = self._known[key] = self._likeness(query, usual)
        return known

    def _likeness(self, query: Query, usual: str) -> Match:
        later = self._sorted[bisect_left(self._sorted, usual) :]
        begun = [id for name in takewhile(lambda name: name.startswith(usual), later) for id in self.names.usual[name]]
        fitting = [id for id in begun if query.unit and self.fits(id, query.unit)]
        if len(fitting) == 1 and len(usual) >= _SHORTEST:
            said = f"名称写的是“{query.label}”，按单位{query.unit}读作“{self._name(fitting[0])}”，请核对"
            return Match(fitting[0], flags=(said,))
        scored = process.extract(usual, self._choices, scorer=fuzz.ratio, limit=8, score_cutoff=_NAMED)
        ranked: dict[str, float] = {}
        for _, score, key in scored:
            for id in self.names.usual[key]:
                ranked[id] = max(ranked.get(id, 0), score)
        if not ranked:
            letters_of = frozenset(usual)
            sharing = {
                name: name
                for name, letters in self._letters.items()
                if len(letters_of & letters) >= _SHARED * min(len(letters_of), len(letters))
            }
            partial = process.extract(usual, sharing, scorer=fuzz.partial_ratio, limit=3, score_cutoff=85)
            near = dict.fromkeys(id for _, _, key in partial for id in self.names.usual[key] if len(usual) >= 3)
            return self._guess(query, usual, (), tuple(near)[:MOST_CANDIDATES])
        (best, score), *others = sorted(ranked.items(), key=lambda item: -item[1])
        second = others[0][1] if others else 0.0
        name = next(key for _, _, key in scored if best in self.names.usual[key])
        if (
            score >= _LIKE
            and score - second >= _MARGIN
            and len(usual) >= _SHORTEST
            and self.fits(best, query.unit)
            and not _tells(usual, name)
        ):
            return Match(best, (), (f"名称写的是“{query.label}”，与“{self._name(best)}”相近，按它读取，请核对",))
        likely = [best] if score - second >= _MARGIN and not _tells(usual, name) else []
        return self._guess(query, usual, likely, tuple(ranked)[:MOST_CANDIDATES])

    def _guess(self, query: Query, usual: str, likely: Sequence[str], ids: tuple[str, ...]) -> Match:
        """The only name that says all that the label says, or else the likeliest; a person must confirm it."""
        letters_of = frozenset(usual)
        holding = {
            id
            for name, letters in self._letters.items()
            if letters_of <= letters and _holds(name, usual)
            for id in self.names.usual[name]
        }
        fitting = [id for id in holding or likely if self.fits(id, query.unit)]
        ids = tuple(dict.fromkeys((*fitting, *ids)))[:MOST_CANDIDATES]
        if len(fitting) != 1 or len(usual) < _SHORTEST_GUESS:
            return Match(None, ids, self._unknown(query, ids))
        said = f"没有“{query.label}”这项数据，可能是“{self._name(fitting[0])}”，请确认"
        return Match(fitting[0], tuple(id for id in ids if id != fitting[0]), (said,), is_guess=True)

    def _unknown(self, query: Query, ids: Iterable[str]) -> tuple[str, ...]:
        names = "、".join(f"“{self._name(id)}”" for id in ids)
        return (f"没有“{query.label}”这项数据" + (f"，相近的有{names}" if names else ""),)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.names.usual)

    @cached_property
    def _letters(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(name) for name in self.names.usual}

    @cached_property
    def _choices(self) -> dict[str, str]:
        return {key: key for key in self.names.usual}

    def _name(self, id: str) -> str:
        return self._framework.metrics[id].printed_label


def _is_name(text: str) -> bool:
    """Whether a heading says what is counted: 专任教师 does, 本年 and 数量 do not."""
    return bool(text) and stage_of(text) is None and meaning_of(text, None).role is None


def _tells(one: str, other: str) -> bool:
    """Whether what differs between two names makes them two things."""
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            continue
        start, end, other_start, other_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        said = one[start:end] + other[other_start:other_end]
        around = one[max(0, start - 1) : end + 1] + "\0" + other[max(0, other_start - 1) : other_end + 1]
        if any(c.isascii() and c.isalnum() for c in said):
            return True
        if any(set(match[0]) & set(said) for match in _TELLING.finditer(around)):
            return True
    return False


_NARROWING = re.compile(
    "学前|幼儿|小学|初中|高中|中职|义务|特殊|公办|民办|普惠|城|乡|镇|农村|新增|在编|专任|骨干|本科|硕士|女|困难|留守|"
    "县级|省级|国家|市级|生均|人均|率|占比"
)


def _holds(name: str, part: str) -> bool:
    """Whether a name has all characters of a part in their order (整改中问题 has 整改中), and nothing that narrows it."""
    rest = iter(name)
    return all(character in rest for character in part) and all(word in part for word in set(_NARROWING.findall(name)))
