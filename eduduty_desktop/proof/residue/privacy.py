"""个人信息: numbers by which a person can be reached or known, which do not belong into a report."""

import re
from collections.abc import Iterator

from eduduty_desktop.framework import Severity
from eduduty_desktop.proof.residue.finding import residue
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_ADVICE = "对外报送前请删去或遮住。"
_LETTER_OR_DIGIT = r"A-Za-z\d"
_MOBILE = re.compile(
    rf"(?<![{_LETTER_OR_DIGIT}.\-/=_])1[3-9]\d(?:\d{{8}}|[- ]\d{{4}}[- ]\d{{4}})(?![{_LETTER_OR_DIGIT}])(?!\.\d)"
)
_IDENTITY = re.compile(
    rf"(?<![{_LETTER_OR_DIGIT}])[1-8]\d{{5}}(?:19|20)\d{{2}}[01]\d[0-3]\d\d{{3}}[\dXx](?![{_LETTER_OR_DIGIT}])"
)
_CARD = re.compile(
    rf"(?<![{_LETTER_OR_DIGIT}.])(?:62\d{{14,17}}|62\d{{2}} \d{{4}} \d{{4}} \d{{4}}(?: \d{{1,3}})?)(?![{_LETTER_OR_DIGIT}])"
)
_EMAIL = re.compile(
    r"(?<![\w.+\-])[A-Za-z0-9][\w.+\-]{1,40}@[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{2,20}){1,3}", re.ASCII
)
_LONG = re.compile(r"\d[\d \-]{10}")
PERSONAL_GATE = patterns(
    *each("@"),
    r"1(?=[3-9]\d(?:\d{8}|[- ]\d{4}[- ]))",
    r"19(?=\d{9}[\dXx])",
    r"20(?=\d{9}[\dXx])",
    r"62(?=\d{14}|\d\d \d{4} )",
)
_OFFICE_BOX = re.compile("举报|投稿|投诉|监督|信箱|工作")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def personal_data(line: str) -> Iterator[Residue]:
    """Mobile numbers, identity numbers (GB 11643 checksum), bank cards (Luhn) and e-mail addresses."""
    if "@" not in line and not _LONG.search(line):
        return
    for match in _MOBILE.finditer(line):
        digits = _digits(match[0])
        yield _residue(line, match, f"手机号码{digits[:3]}****{digits[-4:]}")
    for match in _IDENTITY.finditer(line):
        if is_identity_number(match[0]):
            yield _residue(line, match, f"身份证号码{match[0][:4]}**********{match[0][-4:]}")
    for match in _CARD.finditer(line):
        digits = _digits(match[0])
        if passes_luhn(digits):
            yield _residue(line, match, f"银行卡号{digits[:4]}********{digits[-4:]}")
    if "@" in line:
        for match in _EMAIL.finditer(line):
            if _OFFICE_BOX.search(line, max(0, match.start() - 12), match.start()) or match[0].endswith(".gov.cn"):
                continue  # published on purpose
            name, _, home = match[0].partition("@")
            yield _residue(line, match, f"电子邮箱{name[:2]}***@{home}", Severity.WARNING)


def is_identity_number(text: str) -> bool:
    """Whether the last character of an 18-character identity number is the sum of the others (GB 11643—1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11] == text[17].upper()


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn sum of the others (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        digit = int(char) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _residue(line: str, match: re.Match[str], what: str, severity: Severity | None = None) -> Residue:
    return residue(line, match.start(), match.end(), Kind.PERSONAL, f"文中有{what}。", _ADVICE, severity)
