"""评分标准 in words → what of it the program can compute: only what every sentence plainly says.

Rules: format.md §1.5 (扣分制, 要素制, 档次).  STEPS and RAMP read a metric, which a notice's table does not name; graded
scores are therefore BANDS.
"""

import itertools
import re
from decimal import Decimal

from eduduty_desktop.framework.choices import ScoringMethod
from eduduty_desktop.framework.notice.numbering import CIRCLED, split_number
from eduduty_desktop.framework.notice.scores import tidy
from eduduty_desktop.framework.notice.texts import clean
from eduduty_desktop.framework.scoring_rules import Clause, Element, Scoring

_N = r"([0-9]{1,3}(?:\.[0-9]{1,3})?)"
_EACH = re.compile(rf"每[^，,。；;每]{{1,40}}?[，,]?(?:扣减?|减|扣除)\s*{_N}\s*分")
_ONCE = re.compile(rf"(?:扣减?|扣除)\s*{_N}\s*分")
_ZERO = re.compile(r"(?:不得分|计0分|得0分|为0分|不计分|扣完|全扣)$")
_MOST = re.compile(rf"(?:最多|最高|累计|至多|上限)[^，,。；;]{{0,6}}?扣(?:完|减|至)?\s*{_N}\s*分")
_IDLE = re.compile(
    r"(?:直至|直到)?(?:本项|该项|此项)?(?:分值?)?扣完(?:本项分值?|该项分值?|此项分值?|分值|本项)?为止|(?:全部)?(?:完成|达标|符合要求|达到要求|落实到位)?(?:的)?得满分|得满分"
)
_GAIN = re.compile(rf"(?:得|计|记|赋|各)\s*{_N}\s*分$")
_BEHIND = re.compile(rf"[（(]\s*(?:得|计|记)?\s*{_N}\s*分\s*[)）]$")
_EQUAL = re.compile(
    rf"(?:共|计|有)?\s*([2-9两二三四五六七八])\s*个?(?:项)?(?:要素|要点|方面|项|条)[^0-9。；;]{{0,8}}?(?:各|每项|每个|每条)(?:得|计|记|占)?\s*{_N}\s*分"
)
_COUNTS = dict(zip("两二三四五六七八", (2, 2, 3, 4, 5, 6, 7, 8), strict=True))
_LONGEST = 1500


def read_rule(text: str, full: Decimal | None) -> Scoring | None:
    """The scoring of a point from its 评分标准; without a method where a sentence is not surely understood."""
    text = clean(text)
    if not text:
        return None
    if len(text) <= _LONGEST:
        for read in (_elements, _bands, _deductions):
            if found := read(text, full):
                return found
    return Scoring(text)


def _sentences(text: str) -> list[str]:
    parts = re.split(rf"[。；;\n]|(?<=[^0-9])(?=[{CIRCLED}])", text)
    return [split_number(part.strip())[1].strip(" ，,、") for part in parts if part.strip(" ，,、。；;")]


def _elements(text: str, full: Decimal | None) -> Scoring | None:
    """`2个要素，各1分`, or a list whose own scores sum to the full score."""
    if full is None:
        return None
    sentences = _sentences(text)
    if (match := _EQUAL.match(sentences[0])) and not re.search("扣", text):
        count = _COUNTS.get(match[1]) or int(match[1])
        each = Decimal(match[2])
        if count * each == full:
            elements = tuple(Element(f"e{i}", f"要素{i}", tidy(each)) for i in range(1, count + 1))
            return Scoring(text, ScoringMethod.ELEMENTS, elements=elements)
    scored = [_gained(sentence) for sentence in sentences]
    if len(scored) >= 2 and None not in scored:
        parts = [one for one in scored if one is not None]
        if sum(score for _, score in parts) == full and all(said for said, _ in parts):
            elements = tuple(Element(f"e{i}", said, score) for i, (said, score) in enumerate(parts, 1))
            return Scoring(text, ScoringMethod.ELEMENTS, elements=elements)
    return None


def _gained(sentence: str) -> tuple[str, Decimal] | None:
    match = _BEHIND.search(sentence) or _GAIN.search(sentence)
    if match is None or "扣" in sentence or len(re.findall(r"[0-9.]+\s*分", sentence)) != 1:
        return None
    return sentence[: match.start()].strip(" ，,的"), tidy(Decimal(match[1]))


def _bands(text: str, full: Decimal | None) -> Scoring | None:
    """`95%以上得2分，90%—95%得1分`: falling scores, the first the full one."""
    parts = [part for sentence in _sentences(text) for part in re.split(r"[，,]", sentence) if part.strip()]
    bands: list[tuple[str, Decimal]] = []
    for part in parts:
        part = part.strip()
        if found := _gained(part):
            bands.append(found)
        elif bands and _ZERO.search(part) and part.endswith("分"):
            bands.append((_ZERO.sub("", part).strip(" ，,的"), Decimal(0)))
        else:
            return None
    scores = [score for _, score in bands]
    falling = all(a > b for a, b in itertools.pairwise(scores))
    graded = all(re.search(r"[0-9%％优良好差中名次档一二三]", said) for said, score in bands if score)
    if len(bands) < 2 or scores[0] != full or not falling or not graded or not all(said for said, _ in bands):
        return None
    return Scoring(
        text,
        ScoringMethod.BANDS,
        bands=tuple(Element(f"b{i}", said, score) for i, (said, score) in enumerate(bands, 1)),
    )


def _deductions(text: str, full: Decimal | None) -> Scoring | None:
    """`每少1次扣0.2分，扣完为止`; `未制定方案的不得分`."""
    clauses: list[Clause] = []
    if re.search("酌情|视情|视.{0,12}情况|[0-9][-—~至][0-9.]+分", text):
        return None
    for sentence in _sentences(text):
        waiting = ""
        for part in re.split(r"[，,]", sentence):
            part = part.strip()
            if not part or _IDLE.fullmatch(part):
                continue
            if (match := _MOST.search(part)) and clauses and not _EACH.search(part):
                clauses[-1] = Clause(clauses[-1].id, clauses[-1].text, clauses[-1].each, tidy(Decimal(match[1])))
                continue
            said = f"{waiting}，{part}" if waiting else part
            clause = _clause(f"c{len(clauses) + 1}", said, full)
            if clause is None:
                waiting = said
            else:
                clauses.append(clause)
                waiting = ""
        if waiting:
            return None
    return Scoring(text, ScoringMethod.DEDUCT, clauses=tuple(clauses)) if clauses else None


def _clause(key: str, said: str, full: Decimal | None) -> Clause | None:
    scores = re.findall(r"[0-9.]+\s*分(?!钟|之)", said)
    if match := _EACH.search(said):
        return Clause(key, said, tidy(Decimal(match[1]))) if len(scores) == 1 and Decimal(match[1]) > 0 else None
    if (match := _ONCE.search(said)) and len(scores) == 1:
        each = tidy(Decimal(match[1]))
        return Clause(key, said, each, each) if each > 0 and (full is None or each <= full) else None
    if _ZERO.search(said) and len(said) > 4 and not re.search("达到|得满分", said):
        return Clause(key, said, zero=True)
    return None
