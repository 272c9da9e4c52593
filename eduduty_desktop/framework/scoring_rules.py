"""评分标准: the rule by which a point is scored, in the notice's words and as far as the program can compute it."""

from decimal import Decimal

import msgspec

from eduduty_desktop.framework.choices import ScoringMethod


class Clause(msgspec.Struct, frozen=True):
    """One clause of 扣分制: `each` points a time, in all at most `most`; `zero` takes the whole score at once."""

    id: str
    text: str
    each: Decimal | None = None
    most: Decimal | None = None
    zero: bool = False


class Element(msgspec.Struct, frozen=True):
    """One element of 要素制, or one band of 档次: what it is and what it scores."""

    id: str
    text: str
    score: Decimal


class Step(msgspec.Struct, frozen=True):
    """One step of 阶梯: the score of a value that satisfies `comparison value`."""

    comparison: str
    value: Decimal
    score: Decimal


class Ramp(msgspec.Struct, frozen=True):
    """递减: the full score from `full_at` on, `lose` less for every `every` short of it (a begun one counts whole)."""

    full_at: Decimal
    every: Decimal
    lose: Decimal
    falling: bool = False  # lower is better: the full score up to `full_at`


class Scoring(msgspec.Struct, frozen=True):
    """评分标准 of a point: the notice's own words, and what of them the program can compute.

    `method` says which of the further fields holds; STEPS and RAMP read `metric`.  Without a method people score by
    the text alone.
    """

    text: str = ""
    method: ScoringMethod | None = None
    metric: str = ""
    clauses: tuple[Clause, ...] = ()
    steps: tuple[Step, ...] = ()
    ramp: Ramp | None = None
    elements: tuple[Element, ...] = ()
    bands: tuple[Element, ...] = ()
