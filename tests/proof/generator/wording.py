"""What the patterns are made of: a wording with its facts, and figures written as officials write them."""

import random
from collections.abc import Callable
from fractions import Fraction

import msgspec

from eduduty_desktop.proof import Relation
from tests.proof.marked import Bond, Marked

Facts = Callable[[random.Random], dict[str, str]]
WHERE = ("全县", "全区", "我县", "全市", "我区", "全旗")
YEARS = range(2017, 2025)


class Wording(msgspec.Struct, frozen=True):
    """A sentence with `{name}` for figures, `<year>`, `<last>` (the year before) and `<all>` (全县 and the like).

    Facts may give `count`, a constant of the formula.
    """

    template: str
    facts: Facts
    formula: str
    relation: Relation

    def marked(self, rng: random.Random) -> Marked:
        """The sentence with its figures marked; the same state of `rng` gives the same sentence."""
        year = rng.choice(YEARS)
        text = self.template.replace("<year>", str(year)).replace("<last>", str(year - 1))
        text = text.replace("<all>", rng.choice(WHERE))
        facts = self.facts(rng)
        bond = Bond(self.relation, self.formula.replace("count", facts.get("count", "")))
        for name, figure in facts.items():
            text = text.replace(f"{{{name}}}", f"{{{name}:{figure}}}" if name in bond.names else figure)
        return Marked(text, (bond,))


def wordings(
    relation: Relation, formula: str, *rows: tuple[str, Facts] | tuple[str, Facts, str]
) -> tuple[Wording, ...]:
    """Wordings of one relation; a row may have a formula of its own."""
    return tuple(Wording(row[0], row[1], row[2] if len(row) == 3 else formula, relation) for row in rows)


def decimal(value: Fraction | int, places: int, rng: random.Random) -> str:
    """Rounded or, as often happens, cut; now and then without the zeros at its end."""
    scaled = Fraction(value) * 10**places
    whole = int(scaled) if rng.random() < 0.3 else int(scaled + Fraction(1, 2))
    if not places:
        return str(whole)
    text = f"{whole // 10**places}.{whole % 10**places:0{places}d}"
    return text.rstrip("0").rstrip(".") if rng.random() < 0.3 else text


def percent(value: Fraction, rng: random.Random, places: tuple[int, ...] = (1, 2, 2, 2)) -> str:
    return decimal(value, rng.choice(places), rng) + "%"


class Money:
    """Writes amounts of one sentence, of `least` 元 or more: all in 万元, or all in 亿元, each to as many places."""

    def __init__(self, rng: random.Random, least: int) -> None:
        self.rng = rng
        small = (("万元", 2), ("万元", 1))
        large = (*small, ("万元", 0), ("亿元", 2), ("亿元", 3))
        self.unit, self.places = rng.choice(large if least >= 10**8 else small)

    def __call__(self, yuan: int | Fraction) -> str:
        size = 10**4 if self.unit == "万元" else 10**8
        return decimal(Fraction(yuan) / size, self.places, self.rng) + self.unit


def loosely(number: int, rng: random.Random, often: float = 0.15) -> str:
    """A count as it is, or now and then 约…, …余, …万."""
    if number < 1000 or rng.random() >= often:
        return str(number)
    size = 10 ** (len(str(number)) - 2)
    match rng.randrange(3):
        case 0:
            return f"约{(number + size // 2) // size * size}"
        case 1 if number % size:
            return f"{number // size * size}余"
        case _ if number >= 10_000:
            return decimal(Fraction(number, 10**4), 2, rng) + "万"
    return str(number)
