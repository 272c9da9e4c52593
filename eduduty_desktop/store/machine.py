"""Which computer this is: a random name kept with the user's data, since office images share host names.

A disk image may be cloned with the data folder in it, so the name is bound to the host name and the address of
the built-in network card: where either differs, a new name is drawn.  A name drawn too often does no harm: the
lock of a session that died is then set aside only on a person's word.
"""

import platform
import secrets
import sys
from pathlib import Path

import msgspec

from eduduty_desktop.store.placing import make_folder, write_durably

FILE = "machine.json"
_CARDS = Path("/sys/class/net")


class _Machine(msgspec.Struct, frozen=True):
    id: str = ""
    bound_to: str = ""


def machine_id(folder: Path) -> str:
    """The random name of this computer, drawn and kept in `folder` at the first call.

    Raises OSError where the folder cannot be written.
    """
    file = folder / FILE
    bound = here()
    known = _read(file)
    if known.id and known.bound_to == bound:
        return known.id
    drawn = _Machine(secrets.token_hex(16), bound)
    make_folder(folder)
    write_durably(file, msgspec.json.encode(drawn))  # forgotten in a power cut, our own lock would look foreign
    return _read(file).id or drawn.id  # another program of this user may have been as fast


def here() -> str:
    """Host name and address of the built-in network card: the same at every start, also where homes are shared."""
    return f"{platform.node()}/{_card()}"


if sys.platform == "win32":
    import uuid

    _DRAWN = 1 << 40  # the bit of a number that stands in for a card's address

    def _card() -> str:
        node = uuid.getnode()
        return "" if node & _DRAWN else format(node, "012x")

else:

    def _card() -> str:
        """The address of the first wired card that is built in; empty where the system tells none.

        Not through `uuid.getnode`: that opens a network socket.  Wireless cards change their addresses, cards on
        a cable (`enx…`) come and go.
        """
        wired = (card for card in sorted(_CARDS.glob("e*")) if not card.name.startswith("enx"))
        found = (card / "address" for card in wired if (card / "device").exists())
        return next((address.read_text(encoding="ascii").strip() for address in found), "")


def _read(file: Path) -> _Machine:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Machine)
    except (FileNotFoundError, msgspec.DecodeError):
        return _Machine()
