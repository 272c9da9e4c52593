"""Numbers that are blacked out or still to be filled in: x人, ??个, **万元, （略）人, x.xx%, 1:x."""

import re
from decimal import Decimal

from eduduty_desktop.figures.operand import Operand, read_tail
from eduduty_desktop.figures.quantity import Kind

MASKS = "xX×*＊?？□○△_"
_MASK = re.compile(r"[xX×*＊?？□○△_]{1,12}+(?:[.．][xX×*＊?？□○△_]{1,4}+)?+(?![A-Za-z0-9×*＊?？_])")
_MASKED_RATIO = re.compile(r"[xX×*1]{1,3}[:：∶][xX×*]{1,4}(?:\.[xX*×]{1,2})?(?![A-Za-z0-9:：])")
_MASKED_FOLLOWED = {
    "人": "民大社才事武工文保寿资防均行格物",
    "分": "局公行校院管别布之",
    "名": "校师",
    "支": "行队部",
    "家": "园教具",
    "个": "人性别",
    "天": "然",
    "次": "序",
    "户": "籍",
    "位": "于",
    "部": "队长门",
    "台": "山州湾",
    "件": "",
    "元": "旦",
}
_PAUSES = frozenset("，。；、,;）)\n") | {""}
_NOT_MASKED = frozenset("级届年周门场节岁")


def read_mask(text: str, at: int) -> Operand | None:
    """A number that is blacked out or still to be filled in: x人, ??个, **万元."""
    match = _MASK.match(text, at)
    if not match:
        return None
    before = text[at - 1 : at]
    if before and (before in "第〔《" or (before.isascii() and (before.isalpha() or before.isdigit()))):
        return None
    if match[0] in {"?", "？", "_", "○"}:
        return None
    if ratio := _MASKED_RATIO.match(text, at):
        return Operand(at, ratio.end(), Decimal(0), Decimal(0), Decimal(0), kind=Kind.MASKED)
    return _masked(text, at, match.end())


def read_left_out(text: str, at: int) -> Operand | None:
    """（略）人: the bracket around the 略 at `at` stands for the number."""
    if text[at - 1 : at] in {"(", "（"} and text[at + 1 : at + 2] in {")", "）"}:
        return _masked(text, at - 1, at + 2)
    return None


def _masked(text: str, start: int, end: int) -> Operand | None:
    operand = Operand(start, end, Decimal(0), Decimal(0), Decimal(0), kind=Kind.MASKED)
    read_tail(text, operand)
    measure = operand.measure
    if measure is None:
        return operand if operand.scale != 1 and text[operand.end : operand.end + 1] in _PAUSES else None
    if measure.kind is None or not measure.classifier or measure.word in _NOT_MASKED:
        return None
    if text[operand.end : operand.end + 1] in set(_MASKED_FOLLOWED.get(measure.word, "")):
        return None
    return operand
