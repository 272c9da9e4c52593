"""What commands print: one JSON object a line, or a few Chinese lines."""

import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from eduduty_desktop.draft import Finding, Reader
from eduduty_desktop.draft.assessment import completeness
from eduduty_desktop.draft.finding import is_waived
from eduduty_desktop.draft.score_total import score
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.framework import Severity

MARKS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.HINT: "·"}


def print_json(value: Any) -> None:
    """One object, one line, UTF-8."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def number(amount: Amount | str | None) -> int | float | str | None:
    """A value as JSON has it: a number (是 is 1, 否 is 0), a ratio and words as text, null where missing."""
    if amount is None or isinstance(amount, Ratio | str):
        return None if amount is None else str(amount)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def check_object(path: Path, draft: Reader, findings: Sequence[Finding]) -> dict[str, Any]:
    """The object of `check --json` (design.md §5)."""
    done, scored = completeness(draft), score(draft)
    waivers = list(draft.rows("waivers").values())
    return {
        "draft": str(path),
        "completeness": done,
        "score": {"self": number(scored.self), "full": number(scored.full), "grade": scored.grade},
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "point": finding.place.node,
                "metric": finding.place.metric,
                "message": finding.message,
                "waived": is_waived(finding, waivers),
            }
            for finding in findings
        ],
    }


def open_errors(draft: Reader, findings: Sequence[Finding]) -> int:
    """How many findings of severity 错误 no waiver covers."""
    waivers = list(draft.rows("waivers").values())
    return sum(f.severity is Severity.ERROR and not is_waived(f, waivers) for f in findings)


def print_findings(draft: Reader, findings: Sequence[Finding]) -> None:
    """Findings and progress in words."""
    for finding in findings:
        print(f"{MARKS[finding.severity]} {finding.severity} {finding.message}{finding.advice}")
    counts = Counter(finding.severity for finding in findings)
    done = completeness(draft)
    words = "，".join(f"{severity} {counts[severity]}" for severity in Severity)
    print(f"核验发现：{words}。完成 {done.assessed}/{done.points} 项，必填数据还缺 {done.required_missing} 项。")


def plain_decimal(value: Decimal | None) -> int | float | None:
    """A score as JSON has it."""
    return None if value is None else int(value) if value == value.to_integral_value() else float(value)
