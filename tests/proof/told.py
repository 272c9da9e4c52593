"""What one relation says of a sentence: each figure it judges with the verdict."""

from collections.abc import Callable, Iterable

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading, judge
from eduduty_desktop.proof.result import Claim, Verdict


def claims(readings: Callable[[Passage], Iterable[Reading]], text: str) -> list[Claim]:
    """All claims of the relation on one paragraph."""
    return list(judge(readings(Passage(text))))


def told(readings: Callable[[Passage], Iterable[Reading]], text: str) -> dict[str, Verdict]:
    """Stated figure → verdict."""
    return {claim.stated.text: claim.verdict for claim in claims(readings, text)}


def contradicted(readings: Callable[[Passage], Iterable[Reading]], text: str) -> list[str]:
    """The figures that the relation contradicts."""
    return [figure for figure, verdict in told(readings, text).items() if verdict is Verdict.INCONSISTENT]
