"""What the whole proof says of a text of several paragraphs, by relation."""

from eduduty_desktop.proof import prove
from eduduty_desktop.proof.result import Claim, Relation, Verdict

FAMILY = frozenset({Relation.SHARE, Relation.GROWTH, Relation.DIFFERENCE, Relation.RATIO, Relation.PER_UNIT})


def claims_of(text: str) -> list[Claim]:
    """The claims of shares, growths, differences, ratios and averages."""
    return [claim for claim in prove(text).claims if claim.relation in FAMILY]


def verdict_of(text: str, figure: str) -> list[Verdict]:
    """The verdicts on a figure as it is written."""
    return [claim.verdict for claim in claims_of(text) if claim.stated.text == figure]


def contradictions(text: str) -> list[str]:
    """The figures contradicted."""
    return [claim.stated.text for claim in claims_of(text) if claim.verdict is Verdict.INCONSISTENT]
