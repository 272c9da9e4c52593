"""The proof of counted lists alone: the claims of a text, its paragraphs being its lines."""

from eduduty_desktop.proof import Claim, Relation
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import lists
from tests.proof.told import paragraphs


def claims(text: str) -> list[Claim]:
    """All claims about counted lists, in the order of the text."""
    passages, starts = paragraphs(text)
    found = [
        claim.moved(start)
        for passage, start in zip(passages, starts, strict=True)
        for claim in judge(lists.readings(passage))
    ]
    found.extend(judge(lists.announced(passages, starts)))
    assert all(claim.relation is Relation.LIST for claim in found)
    for claim in found:
        for span in (*claim.operands, claim.stated):
            assert text[span.start : span.end] == span.text
            assert 0 < len(span.text) <= 24
    return sorted(found, key=lambda claim: claim.start)


def verdicts(text: str) -> list[str]:
    return [str(claim.verdict) for claim in claims(text)]
