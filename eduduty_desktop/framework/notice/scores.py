"""Scores as notices write them: a cell `3分`, a bracket `（12分）` behind a title, `—` for none."""

import re
import unicodedata
from decimal import Decimal

import msgspec

from eduduty_desktop.figures.numerals import read_numeral
from eduduty_desktop.framework.notice.texts import is_none

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,3})?"
_LEAD = r"(?:本项|该项|此项|参考|所占|占|比重|小计|合计|共计|共|计|总分|满分|分值|赋分|权重|最高|最多|不超过|加分|加|附加|\+|≤|:|为|标准分|基本分)"
_BODY = rf"(?:{_LEAD}\s*){{0,4}}(?P<number>{_NUMBER})\s*(?P<unit>分|%|['′’])?(?:以内|为限|封顶)?"
_CELL = re.compile(_BODY)
_BRACKET = re.compile(r"[(（\[【〔［]([^()（）\[\]【】〔〕［］]{1,24})[)）\]】〕］]")
_FIRST = re.compile(rf"(?:{_LEAD}\s*){{0,4}}(?P<number>{_NUMBER})(?P<unit>分)[,;、]")  # （5分，每项1分）
_SUM = re.compile(rf"(?:共|合计|总分|满分)计?(?P<number>{_NUMBER})(?P<unit>分)$")  # （每项1分，共5分）
_UNSCORED = re.compile(r"不(?:计|赋|予计|设)分(?:值)?|不纳入计分|仅供参考")
_TAIL = re.compile(
    rf"(?P<head>.*?[^\s0-9.,，、。第每满扣加得各共近到于过≥>-])[\s,，:：]*(?:分值|满分|计|共)?[:：]?\s*(?P<number>{_NUMBER})\s*分",
    re.S,
)
_SLASHED = re.compile(rf"(?P<head>[^/／|｜]{{2,40}}?)\s*[/／|｜]\s*(?P<number>{_NUMBER})\s*[分%]?")
_SIGNED = re.compile(r"^(?:-|−|扣|减|倒扣)")
_MINUS = re.compile(rf"(?:最多|最高)?(?:[-−—–]|扣|减|倒扣)+(?:最多|最高|至)?{_NUMBER}分")  # what can be lost: no score
_EXTRA = re.compile(r"\+|加|附加|奖励")


class Score(msgspec.Struct, frozen=True):
    """What a score cell or bracket says: None is no score; `extra` for 加分; `doubtful` when it was not understood."""

    value: Decimal | None = None
    extra: bool = False
    doubtful: bool = False
    percent: bool = False


def read_score(text: str, *, weights: bool = False) -> Score:
    """A score cell; `10%` counts only in a column of weights."""
    if is_none(text) or _UNSCORED.search(text):
        return Score()
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    bracket = _BRACKET.fullmatch(plain)
    if bracket:
        plain = bracket[1]
    match = _CELL.fullmatch(plain.rstrip("。;,"))
    if match is None:
        return _spoken(plain)
    if match["unit"] == "%" and not weights:
        return Score(doubtful=True)
    return Score(tidy(Decimal(match["number"])), bool(_EXTRA.search(plain)), percent=match["unit"] == "%")


def _spoken(plain: str) -> Score:
    """三分; with a bracket behind it `5分(含加分1分)`; what is no number is doubtful."""
    if plain.endswith("分") and (numeral := read_numeral(plain[:-1])) and numeral.low == numeral.high:
        return Score(tidy(numeral.low))
    head = _BRACKET.sub("", plain)
    if head != plain and head and (match := _CELL.fullmatch(head)):
        return Score(tidy(Decimal(match["number"])), bool(_EXTRA.search(plain)), doubtful=match["unit"] == "%")
    return Score(doubtful=not _SIGNED.match(plain) or any(c.isdigit() for c in plain))


def split_score(
    text: str, *, weights: bool = False, bare: bool = False, naked: bool = False
) -> tuple[str, Score | None]:
    """A title without the score behind it, and that score; None where it states none.

    `bare` takes a score without brackets too: `组织领导 10分`; `naked` a number alone in them: `组织领导（10）`.
    """
    front = _BRACKET.match(text)
    if (
        front
        and len(text) > front.end()
        and (said := _CELL.fullmatch("".join(front[1].split())))
        and said["unit"] == "分"
    ):
        return text[front.end() :].strip(), Score(tidy(Decimal(said["number"])), bool(_EXTRA.search(front[1])))
    for match in reversed(list(_BRACKET.finditer(text))):
        inner = "".join(unicodedata.normalize("NFKC", match[1]).split())
        tail = text[match.end() :].strip()
        if tail.strip("。；;，,、:：.") and len(tail) > 2 and not _BRACKET.fullmatch(tail.strip("。；;")):
            continue
        ended = tail.rstrip("；;。")
        rest = f"{text[: match.start()].rstrip()}{ended}".strip()
        if _UNSCORED.fullmatch(inner) or _MINUS.fullmatch(inner):
            return rest, Score()
        said = _CELL.fullmatch(inner) or _FIRST.match(inner) or _SUM.search(inner)
        if said and (
            said["unit"] == "分"
            or (naked and said["unit"] in (None, "%"))
            or (said["unit"] == "%" and (weights or "权重" in inner))
            or "分值" in inner
            or "赋分" in inner
        ):
            score = Score(tidy(Decimal(said["number"])), bool(_EXTRA.search(inner)), percent=said["unit"] == "%")
            return rest, score
    if naked and len(text) <= 60 and (beside := _SLASHED.fullmatch(text.strip())):
        return beside["head"].strip(), Score(tidy(Decimal(beside["number"])))
    tail_score = _TAIL.fullmatch(text.strip(" 。；;")) if bare and len(text) <= 60 else None
    if tail_score and len(tail_score["head"]) <= 40:
        return tail_score["head"].strip(" ,，:：、—–-"), Score(tidy(Decimal(tail_score["number"])))
    return text, None


def tidy(value: Decimal) -> Decimal:
    """3.0 as 3, 2.50 as 2.5."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
