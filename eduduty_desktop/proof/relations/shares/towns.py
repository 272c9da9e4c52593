"""How many live in towns: 常住人口927.6万人。其中,城镇人口796.6万人,乡村人口131.0万人。城镇化率85.87%."""

import re

import msgspec

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike

_RATE = re.compile("(常住|户籍)?(?:人口)?城镇化(?:率|水平)[^，]{0,4}$")
_TOWN = re.compile("城镇(?:常住|户籍)?(?:人口|居民)[有为达约]{0,2}$")
_PEOPLE = {
    "": re.compile("(?:常住|总)人口(?:总量|总数)?[有为达约]{0,2}$"),
    "户籍": re.compile("户籍(?:总)?人口(?:总量|总数)?[有为达约]{0,2}$"),
}
_SENTENCES = 2
_HELD, _SURE, _COARSE = 0.6, 0.85, 4


def of_towns(share: Figure, near: list[Figure]) -> Reading | None:
    """The share of those who live in towns of all who live there, sentences before; `near` are the amounts, nearest first."""
    said = _RATE.search(share.lead)
    if said is None or share.row > 1 or share.quantity.approximation:
        return None
    sentence = share.mention.clause.sentence
    told = [f for f in near if f.role is Role.LEVEL and f.year != PREVIOUS and f.row == 1]
    told = [f for f in told if sentence - f.mention.clause.sentence <= _SENTENCES]
    town = next((f for f in told if _TOWN.search(f.lead)), None)
    people = _PEOPLE["户籍" if said[1] == "户籍" else ""]
    if town is None or town.mention.clause.sentence == sentence:
        return None  # what one sentence says is read as any rate
    whole = next((f for f in told if f.index < town.index and people.search(f.lead)), None)
    if whole is None or not alike(whole.quantity, town.quantity) or not at_least(whole.quantity, town.quantity):
        return None
    reading = reading_of(share, town, whole, _SURE)
    if reading is not None and not reading.agrees and not is_slip(share, reading, widest=_COARSE):
        return msgspec.structs.replace(reading, likelihood=_HELD)
    return reading
