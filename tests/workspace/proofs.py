"""A proof with a finding of every kind, made by hand: what is shown of it does not depend on the relations."""

import re

from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.framework import Severity
from eduduty_desktop.proof import Claim, Proof, Relation, Residue, Span, Verdict

TEXT = (
    "关于教育工作的报告\n"
    "全县教职工3137人，其中义务教育2342人，其他780人。学校有 xx 所。\n"
    "小学24所，初中12所，共36所。占比达到12.5%，\n"
    "😀教师120人，每所10人。"
)
ARITHMETIC = "2342人＋780人＝3122人，文中写“3137人”，差15人。"


def spans(*words: str, text: str = TEXT) -> tuple[Span, ...]:
    """Where words first stand in a text."""
    return tuple(Span(at, at + len(word), word) for word in words if (at := text.index(word)) >= 0)


def example() -> Proof:
    """Of each verdict a claim, of each severity a piece of residue; one claim over two lines."""
    total = spans("3137人", "2342人", "780人")
    schools = spans("24所", "12所", "36所")
    per_school = spans("36所", "120人", "10人")
    (share,) = spans("12.5%")
    claims = (
        Claim(Relation.SUM, Verdict.INCONSISTENT, total, total[0], "3122人", ARITHMETIC, "也许漏了一项。"),
        Claim(Relation.SUM, Verdict.CONSISTENT, schools, schools[2], "36所", "相符：24所＋12所＝36所"),
        Claim(Relation.SHARE, Verdict.UNCHECKABLE, (share,), share, "", "无法复算：没有写总数", "没有写总数"),
        Claim(Relation.PER_UNIT, Verdict.UNCHECKABLE, per_school, per_school[2], "", "无法复算：口径不明"),
    )
    (blank,), (head,), (end,) = spans("xx"), spans("报告"), spans("教师")
    residue = (
        Residue(head.start, head.end, "报告", "title", Severity.HINT, "标题短。", "请看一看。"),
        Residue(blank.start, blank.end, "xx", "placeholder", Severity.ERROR, "“xx”没有填完。", "请补上。"),
        Residue(end.start, end.end, "教师", "word", Severity.WARNING, "“教师”不规范。", "请改。"),
    )
    return Proof(TEXT, lex(TEXT), claims, residue)


def many(paragraphs: int) -> Proof:
    """A long text in which every paragraph has a contradiction and something sound."""
    line = "全县教职工3137人，其中义务教育2342人，其他780人，共3122人，又写作3122人。"
    text = "\n".join([line] * paragraphs)
    claims = []
    for at in range(paragraphs):
        start = at * (len(line) + 1)
        figures = [Span(start + m.start(), start + m.end(), m[0]) for m in re.finditer(r"\d+人", line)]
        claims += [
            Claim(Relation.SUM, Verdict.INCONSISTENT, tuple(figures[:3]), figures[0], "3122人", ARITHMETIC),
            Claim(Relation.REPEAT, Verdict.CONSISTENT, tuple(figures[3:]), figures[3], "3122人", "相符：3122人"),
        ]
    return Proof(text, (), tuple(claims), ())
