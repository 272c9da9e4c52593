"""A framework, its nodes and its figures in words, as the page shows them.  No Qt."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape

from eduduty_desktop.draft.scoring import COMPARISON_SIGNS, plain
from eduduty_desktop.framework import (
    STAGE_LABELS,
    Bounds,
    Clause,
    Framework,
    Kind,
    Limit,
    Metric,
    Node,
    Point,
    Scoring,
    Section,
    Standard,
    Veto,
    VetoEffect,
)
from eduduty_desktop.framework.scores import ScoreGap, full_score, score_gaps, total_of
from eduduty_desktop.framework.tables import WORDS
from eduduty_desktop.framework.wording import full_width

WHOLE, PROFILE = "", "profile"
"""Ids of what is no node: the framework itself, and 基本情况."""
SHIPPED, OWN = "自带", "本机导入"
LEVELS = {"province": "省级", "city": "市级", "county": "县级", "school": "学校", "": "未注明"}
BASES = {"deduced": "推断的，请与通知核对", "stated": "据通知"}
_STATED = {
    "yoy_not_decrease": "不低于上年",
    "yoy_decrease": "低于上年",
    "exists": "须有",
    "report": "如实填报",
    "meets": "逐项判断",
    "about": "约",
}


def level_words(level: str) -> str:
    """县级, or the word that the file itself has."""
    return LEVELS.get(level, level)


def origin_words(framework: Framework, own: bool) -> str:
    """The two lines under a framework's title: where it is from; for what year and place."""
    parts = [OWN if own else SHIPPED]
    if not own and framework.basis:
        parts.append(full_width(framework.basis))
    said = " · ".join(part for part in parts if part)
    return f"{said}\n{place_words(framework)}"


def place_words(framework: Framework) -> str:
    """For what year and place a framework is, and how large."""
    parts = [
        f"{framework.year}年" if framework.year else "",
        full_width(framework.region),
        f"{len(framework.points)} 个测评点",
    ]
    return " · ".join(part for part in parts if part)


def score_words(score: Decimal | None) -> str:
    """`12分`, empty where the notice gives none."""
    return "" if score is None else f"{plain(score)}分"


def gap_words(framework: Framework, gap: ScoreGap) -> str:
    """What does not add up, in one sentence."""
    name = "总分" if not gap.node else f"“{full_width(framework.nodes[gap.node].title)}”"
    return f"{name}写明 {plain(gap.stated)} 分，下面各项合计 {plain(gap.parts)} 分，差 {plain(abs(gap.stated - gap.parts))} 分"


def gaps_of(framework: Framework) -> dict[str, str]:
    """The sentence for each section whose score does not add up; the total's under the empty id."""
    return {gap.node: gap_words(framework, gap) for gap in score_gaps(framework)}


def haystack(framework: Framework, node: str) -> str:
    """Everything that a search of a node looks through: title, demand, rule, departments, labels of its figures."""
    if node == WHOLE:
        return ""
    if node == PROFILE:
        return "\n".join(framework.metrics[m].label for m in framework.profile.metrics).casefold()
    found = framework.nodes[node]
    parts = [found.number, found.title]
    if isinstance(found, Point):
        parts += [found.requirement, *found.departments, found.scoring.text if found.scoring else ""]
        parts += [framework.metrics[m].label for m in found.metrics]
    return "\n".join(part for text in parts for part in (text, full_width(text))).casefold()


# --- figures ------------------------------------------------------------------------------------------------


def bounds_words(bounds: Bounds | None, unit: str) -> str:
    """`0 至 100%`, `不小于 0`."""
    if bounds is None:
        return ""
    low, high = bounds.min, bounds.max
    if low is not None and high is not None:
        return f"{plain(low)} 至 {plain(high)}{unit}"
    if low is not None:
        return f"不小于 {plain(low)}{unit}"
    return f"不大于 {plain(high)}{unit}" if high is not None else ""


def limit_words(limit: Limit, standard: Standard) -> str:
    """One value with where it holds: `≥85%（学前，2020年起）`."""
    where = [STAGE_LABELS.get(limit.stage, "") if limit.stage else "", limit.region, limit.word]
    where += [f"{limit.since}年起" if limit.since else "", f"至{limit.until}年" if limit.until else ""]
    said = "，".join(word for word in where if word)
    sign = COMPARISON_SIGNS.get(standard.comparison, _STATED.get(standard.comparison, ""))
    value = "" if limit.value == "" else f"{limit.value}{standard.unit}"
    return f"{sign}{value}（{said}）" if said else f"{sign}{value}"


def standard_words(framework: Framework, metric: Metric) -> str:
    """The threshold that a figure cites, with its source and whether it was seen; its id where it is not known."""
    if not metric.standard:
        return ""
    standard = framework.standards.get(metric.standard)
    if standard is None:
        return metric.standard
    values = "；".join(limit_words(limit, standard) for limit in standard.all_limits)
    if not values:
        other = framework.metrics.get(standard.other)
        sign = COMPARISON_SIGNS.get(standard.comparison, "")
        values = (
            f"{sign}{other.printed_label}" if other is not None else _STATED.get(standard.comparison, standard.name)
        )
    source = "，".join(part for part in (standard.policy, standard.clause) if part)
    doubt = "" if standard.verified else "※待核实"
    return full_width("　".join(part for part in (f"{standard.name}：{values}", source, doubt) if part))


def formula_words(framework: Framework, metric: Metric) -> str:
    """The formula with labels instead of ids; an operand that is not known stays as it is written."""
    if not metric.formula:
        return ""
    words = metric.formula
    for operand in sorted({o.metric for o in framework.expressions[metric.id].operands()}, key=len, reverse=True):
        if operand in framework.metrics:
            words = words.replace(operand, f"“{framework.metrics[operand].printed_label}”")
    return words


def metric_rows(framework: Framework, metric: Metric) -> Iterator[tuple[str, str]]:
    """Everything that is said of a figure, as heading and text; what is not said is left out."""
    yield "单位", metric.unit or "（无）"
    yield "类型", WORDS[Kind][metric.kind]
    rows = (
        ("学段", STAGE_LABELS.get(metric.stage, "") if metric.stage else ""),
        ("标准", standard_words(framework, metric)),
        ("合理范围", bounds_words(metric.bounds, metric.unit)),
        ("算法", formula_words(framework, metric)),
        ("口径", full_width(metric.scope)),
        ("责任单位", metric.department),
        ("必填", full_width(metric.required)),
    )
    yield from ((heading, text) for heading, text in rows if text)
    for target in metric.targets:
        sign = COMPARISON_SIGNS.get(target.comparison, _STATED.get(target.comparison, target.comparison))
        yield "目标", f"{sign}{target.value}（{target.deadline} 前）"


def metric_line(framework: Framework, metric: Metric) -> str:
    """A figure in one line, for a list that is heard as well as seen."""
    rest = "；".join(f"{heading}：{text}" for heading, text in metric_rows(framework, metric) if heading != "单位")
    return f"{metric.printed_label}（{metric.unit}）：{rest}" if metric.unit else f"{metric.printed_label}：{rest}"


# --- rules --------------------------------------------------------------------------------------------------


def clause_words(clause: Clause) -> str:
    """One clause of 扣分制 with what it costs."""
    costs = [
        "扣完" if clause.zero else "",
        f"每次扣 {plain(clause.each)} 分" if clause.each is not None else "",
        f"最多扣 {plain(clause.most)} 分" if clause.most is not None else "",
    ]
    said = "，".join(cost for cost in costs if cost)
    return full_width(f"{clause.text}（{said}）" if said else clause.text)


def rule_lines(framework: Framework, scoring: Scoring) -> list[str]:
    """What of a rule the program computes: clauses, elements, bands, steps, ramp."""
    lines = [clause_words(clause) for clause in scoring.clauses]
    lines += [full_width(f"{one.text}：{plain(one.score)} 分") for one in (*scoring.elements, *scoring.bands)]
    metric = framework.metrics.get(scoring.metric)
    name, unit = (metric.printed_label, metric.unit) if metric is not None else ("", "")
    for step in scoring.steps:
        sign = COMPARISON_SIGNS.get(step.comparison, step.comparison)
        lines.append(f"{name}{sign}{plain(step.value)}{unit}：{plain(step.score)} 分")
    ramp = scoring.ramp
    if ramp is not None:
        side = "不高于" if ramp.falling else "达到"
        lines.append(
            f"{name}{side} {plain(ramp.full_at)}{unit} 得满分，每差 {plain(ramp.every)}{unit} 扣 {plain(ramp.lose)} 分"
        )
    return lines


# --- pages --------------------------------------------------------------------------------------------------


def page_of(framework: Framework, node: str, *, own: bool, muted: str, warning: str) -> str:
    """The HTML of the framework itself, of 基本情况, or of a node; `muted` and `warning` are colours."""
    if node == PROFILE:
        body = ["<h3>基本情况</h3>", *_metrics(framework, framework.profile.metrics, muted)]
    elif node in framework.nodes:
        body = list(_node(framework, framework.nodes[node], muted, warning))
    else:
        body = list(_whole(framework, own, muted, warning))
    return "".join(body)


def _whole(framework: Framework, own: bool, muted: str, warning: str) -> Iterable[str]:
    yield f"<h3>{_text(framework.title)}</h3>"
    yield _coloured(origin_words(framework, own).partition("\n")[0], warning if not own else muted)
    gaps = gaps_of(framework)
    total = total_of(framework)
    yield from _table(
        (
            ("编号", framework.id),
            ("年度", str(framework.year or "未注明")),
            ("地区", framework.region or "未注明"),
            ("层级", level_words(framework.level)),
            ("总分", score_words(total) or "未注明"),
            ("加分", f"最多 {plain(framework.bonus)} 分" if framework.bonus is not None else ""),
            ("依据", full_width(framework.basis)),
            ("不涉及的项", WORDS[type(framework.not_concerned)][framework.not_concerned]),
            ("数据", f"{len(framework.metrics)} 项"),
        ),
        muted,
    )
    for sentence in gaps.values():
        yield _coloured(f"! {sentence}", warning)
    if framework.grades:
        yield "<h4>等次</h4>"
        yield _list(f"{grade.name}：{plain(grade.at_least)} 分以上" for grade in framework.grades)
    if framework.vetoes:
        yield "<h4>一票否决、降等事项</h4>"
        yield _list(veto_words(veto) for veto in framework.vetoes)


def veto_words(veto: Veto) -> str:
    """An event, and its effect where that is not the usual one."""
    effect = "" if veto.effect is VetoEffect.FAIL else f"（{WORDS[VetoEffect][veto.effect]}）"
    return f"{full_width(veto.text)}{effect}"


def _node(framework: Framework, node: Node, muted: str, warning: str) -> Iterable[str]:
    yield f"<h3>{_text(f'{node.number} {node.title}'.strip())}</h3>"
    path = " › ".join(full_width(f"{one.number} {one.title}".strip()) for one in framework.path_of(node.id)[:-1])
    if path:
        yield _coloured(path, muted)
    score = score_words(full_score(node)) or "未注明"
    if isinstance(node, Section):
        stated = "" if node.full_score is not None else "（各项合计）" if full_score(node) is not None else ""
        rows = [("满分", score + stated), ("下面", f"{len(node.children)} 项")]
        yield from _table(rows, muted)
        if (sentence := gaps_of(framework).get(node.id)) is not None:
            yield _coloured(f"! {sentence}", warning)
        return
    departments = "、".join(
        f"{name}（牵头）" if at == 0 and len(node.departments) > 1 else name for at, name in enumerate(node.departments)
    )
    rows = [
        ("满分", f"{score}{'，加分项' if node.bonus else ''}"),
        ("责任单位", departments or "未注明"),
        ("依据", BASES.get(node.departments_basis, node.departments_basis) if departments else ""),
        ("佐证材料", full_width(node.evidence_required)),
        ("正文", full_width(node.narrative_optional)),
        ("字数上限", str(node.word_limit or "")),
    ]
    yield from _table(rows, muted)
    if node.requirement:
        yield f"<h4>评价要求</h4>{_paragraphs(node.requirement)}"
    if node.scoring is not None:
        method = node.scoring.method
        yield f"<h4>评分标准{f'（{WORDS[type(method)][method]}）' if method is not None else ''}</h4>"
        yield _paragraphs(node.scoring.text)
        yield _list(rule_lines(framework, node.scoring))
    yield from _metrics(framework, node.metrics, muted)


def _metrics(framework: Framework, ids: Iterable[str], muted: str) -> Iterable[str]:
    metrics = [framework.metrics[key] for key in ids]
    if not metrics:
        return
    yield f"<h4>指标数据（{len(metrics)} 项）</h4>"
    for metric in metrics:
        rest = "<br>".join(
            f"<span style='color:{muted}'>{heading}：</span>{_text(text)}"
            for heading, text in metric_rows(framework, metric)
        )
        yield f"<p style='margin:4px 0 0 0'><b>{_text(metric.printed_label)}</b></p><p style='margin:0 0 4px 16px'>{rest}</p>"


def _table(rows: Iterable[tuple[str, str]], muted: str) -> Iterable[str]:
    yield "<table cellspacing='0' cellpadding='2'>"
    for heading, text in rows:
        if text:
            yield f"<tr><td style='color:{muted}'>{heading}&nbsp;&nbsp;</td><td>{_text(text)}</td></tr>"
    yield "</table>"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_text(line)}</li>" for line in lines)
    return f"<ul style='margin:0 0 0 -20px'>{items}</ul>" if items else ""


def _paragraphs(text: str) -> str:
    return "".join(f"<p style='margin:2px 0'>{_text(line)}</p>" for line in text.splitlines() if line.strip())


def _coloured(text: str, colour: str) -> str:
    return f"<p style='color:{colour};margin:2px 0'>{_text(text)}</p>"


def _text(text: str) -> str:
    return escape(full_width(text))
