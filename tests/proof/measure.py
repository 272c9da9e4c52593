"""Measures the proof: alarms over sound sentences, and errors found of those planted, by relation."""

import random
from collections.abc import Callable, Iterable, Mapping

import msgspec

from eduduty_desktop.proof import Claim, Proof, Reader, Relation, Verdict, prove
from tests.proof.generator.families import FAMILIES, sentences
from tests.proof.generator.innocents import INNOCENTS
from tests.proof.generator.neighbours import said
from tests.proof.generator.wording import Wording
from tests.proof.marked import Bond, Marked, breaks, is_about
from tests.proof.planting import plants, reports

EACH = 20  # sentences of each wording


class Tally(msgspec.Struct):
    """Counts of one wording or one relation."""

    sound: int = 0  # bonds that hold
    confirmed: int = 0  # of them, those that the proof calls consistent
    alarms: int = 0  # contradictions reported in sound texts
    planted: int = 0  # bonds broken by one digit
    found: int = 0  # of them, those reported
    reported: int = 0  # contradictions reported in texts with a planted error
    right: int = 0  # of them, those about a bond that is broken

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.reported if self.reported else 1.0


class Miss(msgspec.Struct, frozen=True):
    """One mistake of the proof, for people to look at."""

    relation: Relation
    what: str  # alarm, missed or wrong
    text: str
    detail: str


class Measure(msgspec.Struct):
    """Tallies by relation (and by wording, where there are any), with the mistakes."""

    relations: dict[Relation, Tally] = msgspec.field(default_factory=lambda: {r: Tally() for r in Relation})
    wordings: dict[str, Tally] = msgspec.field(default_factory=dict)
    misses: list[Miss] = msgspec.field(default_factory=list)


def total(tallies: dict[Relation, Tally]) -> Tally:
    names = Tally.__struct_fields__
    return Tally(*(sum(getattr(tally, name) for tally in tallies.values()) for name in names))


def both() -> tuple[Measure, Measure]:
    """What the tests and the tables measure: the generated sentences, the planted reports."""
    return generated(prove, EACH), planted(Reader())


def confirms(proof: Proof, marked: Marked, bond: Bond) -> bool:
    return any(claim.verdict is Verdict.CONSISTENT and is_about(claim, marked, bond) for claim in proof.claims)


def generated(
    prove: Callable[[str], Proof], each: int, families: Mapping[Relation, Iterable[Wording]] = FAMILIES
) -> Measure:
    """So many sound sentences of each wording, and each of them again with one digit changed that breaks it."""
    measure = Measure()
    for relation, wordings in families.items():
        for wording in wordings:
            tally = measure.wordings[wording.template] = _wording(prove, wording, each, measure.misses)
            for name in Tally.__struct_fields__:
                sums = measure.relations[relation]
                setattr(sums, name, getattr(sums, name) + getattr(tally, name))
    return measure


def innocents(prove: Callable[[str], Proof], each: int) -> tuple[int, list[tuple[str, str]]]:
    """How many innocent texts were read, and the contradictions reported there: the text, the message."""
    texts = [said(sentence, random.Random(seed)) for sentence in INNOCENTS for seed in range(each)]
    return len(texts), [(text, claim.message) for text in texts for claim in prove(text).contradictions]


def _wording(prove: Callable[[str], Proof], wording: Wording, each: int, misses: list[Miss]) -> Tally:
    tally = Tally()
    for number, marked in enumerate(sentences(wording, each)):
        (bond,) = marked.bonds
        proof = prove(marked.text)
        tally.sound += 1
        tally.confirmed += confirms(proof, marked, bond)
        tally.alarms += len(proof.contradictions)
        misses += [Miss(wording.relation, "alarm", marked.text, claim.message) for claim in proof.contradictions]
        name, text = random.Random(number).choice(breaks(marked, bond))
        broken = marked.with_figure(name, text)
        claims = prove(broken.text).contradictions
        right = [claim for claim in claims if is_about(claim, broken, bond)]
        tally.planted += 1
        tally.found += bool(right)
        tally.reported += len(claims)
        tally.right += len(right)
        if not right:
            misses.append(Miss(wording.relation, "missed", broken.text, f"{marked.figures[name].text} → {text}"))
    return tally


def planted(reader: Reader) -> Measure:
    """The annotated reports, and each again with one figure changed; a contradiction is right if it is about a broken bond.

    Recall is of the relation that was broken, precision of the relation that the proof names; what was reported before
    the change counts as an alarm, not against precision.
    """
    measure = Measure()
    tallies = measure.relations
    known: dict[str, set[tuple[Relation, int, int]]] = {}
    for name, marked in reports().items():
        proof = reader.prove(marked.text)
        for bond in marked.bonds:
            tallies[bond.relation].sound += 1
            tallies[bond.relation].confirmed += confirms(proof, marked, bond)
        known[name] = {(claim.relation, claim.start, claim.end) for claim in proof.contradictions}
        for claim in proof.contradictions:
            tallies[claim.relation].alarms += 1
            measure.misses.append(Miss(claim.relation, "alarm", _place(marked, claim), claim.message))
    for plant in plants():
        claims = reader.prove(plant.marked.text).contradictions
        tally = tallies[plant.bond.relation]
        tally.planted += 1
        change = f"{reports()[plant.report].figures[plant.name].text} → {plant.marked.figures[plant.name].text}"
        if any(is_about(claim, plant.marked, plant.bond) for claim in claims):
            tally.found += 1
        else:
            detail = f"{plant.report}: {change}"
            measure.misses.append(Miss(plant.bond.relation, "missed", _line(plant.marked, plant.name), detail))
        for claim in claims:
            if (claim.relation, claim.start, claim.end) in known[plant.report]:  # counted once, as an alarm
                continue
            tallies[claim.relation].reported += 1
            if any(is_about(claim, plant.marked, bond) for bond in plant.broken):
                tallies[claim.relation].right += 1
            else:
                detail = f"{plant.report}: {change}: {claim.message}"
                measure.misses.append(Miss(claim.relation, "wrong", _place(plant.marked, claim), detail))
    return measure


def _place(marked: Marked, claim: Claim) -> str:
    return marked.text[claim.start : claim.end]


def _line(marked: Marked, name: str) -> str:
    """The paragraph in which a figure stands."""
    text, at = marked.text, marked.figures[name].start
    return text[text.rfind("\n", 0, at) + 1 : (text + "\n").index("\n", at)]
