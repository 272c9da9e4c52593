"""标准: a threshold of national or local policy, with the occasions on which each of its values holds."""

import msgspec

from eduduty_desktop.framework.choices import Stage


class Limit(msgspec.Struct, frozen=True):
    """One value of a standard and where it holds: every condition that is given must be met.

    `region` is a province or 东部 中部 西部 中西部; `since` and `until` are years, both inclusive; `word` is part of
    the metric's label (超大班额), where one standard has a value for each of several figures.
    """

    value: str
    stage: Stage | None = None
    region: str = ""
    since: str = ""
    until: str = ""
    word: str = ""
    because: str = ""


class Standard(msgspec.Struct, frozen=True):
    """标准: a threshold with its source; `verified` stays false (待核实) until its clause was read in the original.

    The value that holds is the most special one given: by a word of the label, by stage and year, by stage, by region,
    by year, `value`; `by_stage`, `by_year` (from that year on) and `by_region` are the short form of `limits` with one
    condition.  `other` names the metric whose value (its growth, with `by_growth`) is the threshold.  Only metrics of
    the `stages` are judged, if there are any.  An `allocation` (基准定额) says what is handed out a head, a `reference`
    binds somebody else: both are shown, never compared.  `also` are values for other occasions, only shown;
    `same_units` are further units in which a value means the same.
    """

    id: str
    name: str
    unit: str
    comparison: str
    definition: str = ""
    value: str = ""
    by_stage: dict[Stage, str] = {}
    by_year: dict[str, str] = {}
    by_region: dict[str, str] = {}
    limits: tuple[Limit, ...] = ()
    also: dict[str, str] = {}
    other: str = ""
    by_growth: bool = False
    stages: tuple[Stage, ...] = ()
    same_units: tuple[str, ...] = ()
    allocation: bool = False
    reference: bool = False
    applies_to: str = ""
    policy: str = ""
    clause: str = ""
    department: str = ""
    confidence: str = ""
    source: str = ""
    verified: bool = False
    note: str = ""

    @property
    def all_limits(self) -> tuple[Limit, ...]:
        """Every value with its conditions, the short forms too."""
        return (
            *((Limit(self.value),) if self.value else ()),
            *(Limit(value, since=year) for year, value in self.by_year.items()),
            *(Limit(value, region=region) for region, value in self.by_region.items()),
            *(Limit(value, stage=stage) for stage, value in self.by_stage.items()),
            *self.limits,
        )
