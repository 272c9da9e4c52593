"""What one relation says of a sentence: each figure it judges with the verdict; a text as its paragraphs."""

from collections.abc import Callable, Iterable
from itertools import accumulate

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading, judge
from eduduty_desktop.proof.result import Claim, Verdict


def paragraphs(text: str) -> tuple[list[Passage], list[int]]:
    """The lines of a text, and where each begins."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    return [Passage(line) for line in lines], list(starts)


def claims(readings: Callable[[Passage], Iterable[Reading]], text: str) -> list[Claim]:
    """All claims of the relation on one paragraph."""
    return list(judge(readings(Passage(text))))


def told(readings: Callable[[Passage], Iterable[Reading]], text: str) -> dict[str, Verdict]:
    """Stated figure → verdict."""
    return {claim.stated.text: claim.verdict for claim in claims(readings, text)}


def contradicted(readings: Callable[[Passage], Iterable[Reading]], text: str) -> list[str]:
    """The figures that the relation contradicts."""
    return [figure for figure, verdict in told(readings, text).items() if verdict is Verdict.INCONSISTENT]
