"""定稿: who proofread, checked, countersigned and signed a report, and when; from then on the draft stands still.

Kept as rows of the cover's table, so that the change log tells who signed off and who lifted it, and why.
"""

import msgspec

from eduduty_desktop.draft.records import Key, Text
from eduduty_desktop.draft.value import Reader

_ROW = "signed."
_FREE_ROWS = ("withheld.",)
_FREE_TABLES = frozenset({"notes"})


class SignOff(msgspec.Struct, frozen=True):
    """Names as typed, several with 、; `on` is the day, `2022年3月1日`."""

    proofreader: str = ""
    checker: str = ""
    countersigners: str = ""
    issuer: str = ""
    on: str = ""

    @property
    def words(self) -> str:
        """`2022年3月1日定稿，张三签发`."""
        return f"{self.on}定稿" + (f"，{self.issuer}签发" if self.issuer else "")


NAMES: tuple[tuple[str, str], ...] = (
    ("proofreader", "校对"),
    ("checker", "核稿"),
    ("countersigners", "会签"),
    ("issuer", "签发"),
)
"""The fields of people with their words, in the order in which a document passes them."""


def sign_off_of(reader: Reader) -> SignOff | None:
    """Who signed off; None while the draft is being worked on."""
    said: dict[str, Text | None] = {name: reader.get(_key(name)) for name in SignOff.__struct_fields__}
    if said["on"] is None or not said["on"].text.strip():
        return None
    return SignOff(**{name: record.text.strip() for name, record in said.items() if record is not None})


def texts_of(sign_off: SignOff | None) -> dict[Key, Text]:
    """The records that say it; empty ones that take it away for None."""
    stated = sign_off or SignOff()
    return {_key(name): Text(getattr(stated, name).strip()) for name in SignOff.__struct_fields__}


def is_free(key: Key) -> bool:
    """Whether a record may change after sign-off: notes to self, and what a 公示版 withholds."""
    return key.table in _FREE_TABLES or (key.table == "cover" and key.row.startswith(_FREE_ROWS))


def _key(name: str) -> Key:
    return Key("cover", _ROW + name)
