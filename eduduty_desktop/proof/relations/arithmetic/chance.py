"""How likely an equation between figures holds, or nearly holds, by chance alone.

The idea of GRIM (Brown & Heathers 2017, Social Psychological and Personality Science 8, 363-369) and statcheck (Nuijten
et al. 2016), turned round: an equation that unrelated figures would hardly satisfy binds those that do.  What a figure
may be otherwise is taken as spread evenly over its logarithm; the shares of equations that hold in real reports are the
likelihoods before the figures are looked at.
"""

SURE = 0.88
"""From this posterior on an equation that holds is meant."""

LUCK = 0.15
"""Below this posterior an equation that holds does not keep another, which fails by a slip, from being told."""

SLIPS = 0.03
"""Of so many equations that are meant one figure is wrong by one digit."""

ACCUSING = 0.15
"""From this weight on a near miss accuses.

Not a calibrated probability: `of_a_slip` counts every neighbour of every figure and is far too careful; the bound is the
one at which the reports and innocent sentences at hand gave no alarm beside the relations by wording.
"""

ACCUSING_BEYOND = 0.3
"""The same of shares and growths whose figures stand beyond a full stop."""

LISTED = 0.5
"""The weight of a list that exceeds its total by one slip."""

PLAINER = 4
"""So many times as likely must one slip be as the next."""

MOST = 0.95
"""No likelihood before the figures are looked at is more."""


def by_chance(width: float, value: float, spread: float, tried: int = 1) -> float:
    """How likely one of so many equations gives a value within `width` of the one stated.

    `spread` is over how many times e the value may lie: 3 for a factor of 20.
    """
    if not value:
        return 1.0
    return min(1.0, tried * width / (abs(value) * spread))


def posterior(prior: float, chance: float) -> float:
    """How likely an equation is meant that holds, where it would hold by chance so often."""
    return prior / (prior + (1 - prior) * chance)


def of_a_slip(prior: float, chance: float) -> float:
    """The weight of an equation that one digit would make right, where chance brings that about so often."""
    return prior * SLIPS / (prior * SLIPS + (1 - prior) * chance)
