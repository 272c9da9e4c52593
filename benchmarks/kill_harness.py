"""Kill the program without warning, cut the power, and see what of the draft is left.

500 times: a child types, saves, records exports, makes backups or migrates an old draft, and says every
acknowledgement over a pipe; at a random moment it gets SIGKILL.  Then all that it had written and no fsync had
brought to the disk is taken back (`disk.py`).  The draft must be sound, hold every acknowledged edit, and lack at
most one second of typing.  With `--synchronous OFF` the harness must fail: that shows that it sees losses.

    python benchmarks/kill_harness.py [--kills 500] [--synchronous EXTRA] [--seed 1] [--folder DIR]

Exit status 1 on any loss; 2 where there is no gcc or no Linux.
"""

import argparse
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "benchmarks")]

import ctypes  # noqa: E402

import disk  # noqa: E402
from kill_scenarios import SCENARIOS, Place, program_with_one_migration_more, run_child  # noqa: E402

from eduduty_desktop import assets  # noqa: E402
from eduduty_desktop.errors import UserError  # noqa: E402
from eduduty_desktop.store import read_draft  # noqa: E402

OLD_DRAFT = CHECKOUT / "tests" / "old_drafts" / "0001.eduduty"
TYPING_BAR = 1.0  # seconds
READY_SECONDS = 20.0


@dataclass
class Tally:
    """The sum of one scenario's kills."""

    kills: int = 0
    acknowledged: int = 0
    dropped: int = 0
    lost: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    typing_lost: float = 0.0

    @property
    def failed(self) -> bool:
        return bool(self.lost or self.unsound or self.typing_lost > TYPING_BAR)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--synchronous", choices=("EXTRA", "FULL", "NORMAL", "OFF"), default="EXTRA")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="on the disk to be tried")
    options = parser.parse_args()
    if not disk.available():
        print("the harness needs Linux and gcc", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name).resolve()
        if "LD_PRELOAD" not in os.environ:
            return again_with_the_shim(folder)
        tallies = run(folder, options.kills, options.synchronous, options.seed)
    report(tallies, options.synchronous)
    return 1 if any(tally.failed for tally in tallies.values()) else 0


def again_with_the_shim(folder: Path) -> int:
    """This program once more with the disk's shim in it, asleep until a child wakes it for itself."""
    status = os.spawnve(
        os.P_WAIT,
        sys.executable,
        [sys.executable, *sys.argv],
        {**os.environ, "LD_PRELOAD": str(disk.build(folder)), "XDG_DATA_HOME": str(folder / "home")},
    )
    return status if status >= 0 else 3


def run(folder: Path, kills: int, synchronous: str, seed: int) -> dict[str, Tally]:
    more = program_with_one_migration_more(folder / "program")
    chance = random.Random(seed)
    tallies = {name: Tally() for name in SCENARIOS}
    for number in range(kills):
        name = list(SCENARIOS)[number % len(SCENARIOS)]
        with newer_program(more) if name == "migrating" else plain_program():
            one_kill(folder / f"kill{number}", name, chance, synchronous, tallies[name])
        shutil.rmtree(folder / f"kill{number}")
    return tallies


@contextmanager
def newer_program(root: Path) -> Iterator[None]:
    """Inside, the program has one migration more."""
    ours = assets.root
    assets.root = lambda: root
    try:
        yield
    finally:
        assets.root = ours


@contextmanager
def plain_program() -> Iterator[None]:
    yield


def one_kill(folder: Path, name: str, chance: random.Random, synchronous: str, tally: Tally) -> None:
    root, log, save = folder / "disk", folder / "log", folder / "save"
    place = Place(root)
    for each in (root, save, place.data):
        each.mkdir(parents=True)
    shutil.copyfile(OLD_DRAFT, place.draft)
    if name != "migrating":
        settle(place)
    before = read_draft(place.draft)
    said = killed(name, place, log, save, chance, synchronous)
    tally.kills += 1
    tally.dropped += disk.cut_power(root, log)
    try:
        for file in [place.draft, *place.data.rglob("[0-9]*.eduduty")]:
            make_sure_it_is_sound(file)
        place.open().close()
        result = SCENARIOS[name][1](place, said, before)
    except (UserError, sqlite3.Error) as error:
        tally.unsound.append(f"{name}: {error}")
        return
    tally.acknowledged += result.acknowledged
    tally.lost += [f"{name}: {words}" for words in result.lost]
    tally.typing_lost = max(tally.typing_lost, result.typing_lost)


def settle(place: Place) -> None:
    """Open and close the draft once, so that the trial begins with one of the newest version."""
    place.open().close()


def killed(name: str, place: Place, log: Path, save: Path, chance: random.Random, synchronous: str) -> list[list[str]]:
    """Start a scenario, kill it at a random moment after it is ready, and return what it had said."""
    reading, writing = os.pipe()
    seed = chance.randrange(1 << 30)
    pid = os.fork()
    if pid == 0:
        child(name, place, writing, log, save, seed, synchronous)
    os.close(writing)
    heard = b""
    deadline, ready = time.monotonic() + READY_SECONDS, False
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            break
        part = os.read(reading, 1 << 16)
        if not part:
            break  # the child ended by itself; what it said last tells
        heard += part
        if not ready and b"ready\n" in heard:
            ready, deadline = True, time.monotonic() + chance.uniform(0, SCENARIOS[name][2])
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while part := os.read(reading, 1 << 16):
        heard += part
    os.close(reading)
    lines = [line.split() for line in heard.decode().split("\n")[:-1]]
    if not ready or any(words[0] == "error" for words in lines):
        raise RuntimeError(f"{name}: the child failed: {lines[-3:]}")
    return lines


def child(name: str, place: Place, pipe: int, log: Path, save: Path, seed: int, synchronous: str) -> None:
    """The forked child: wake the shim, work until killed."""
    os.environ.update(DISK_ROOT=str(place.root), DISK_LOG=str(log), DISK_SAVE=str(save))
    ctypes.CDLL(None).disk_reset()
    try:
        run_child(name, place, pipe, seed, synchronous)
    except BaseException as error:  # a fork must never return into the parent's code
        os.write(pipe, f"error {error!r}\n".replace("\n", " ").encode() + b"\n")
    os._exit(9)


def make_sure_it_is_sound(file: Path) -> None:
    """The header is a draft's, SQLite finds no fault, the program reads it."""
    read_draft(file)  # rolls a commit back that was cut short
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"{file.name}: {verdict}")


def report(tallies: dict[str, Tally], synchronous: str) -> None:
    print(f"synchronous = {synchronous}; after each kill all writes that no fsync followed are taken back")
    print(
        f"{'while':<12}{'kills':>6}{'acknowledged':>14}{'lost':>6}{'unsound':>9}{'taken back':>12}{'typing lost':>13}"
    )
    for name, tally in tallies.items():
        typing = f"{tally.typing_lost:.2f} s" if name == "typing" else ""
        print(
            f"{name:<12}{tally.kills:>6}{tally.acknowledged:>14}{len(tally.lost):>6}{len(tally.unsound):>9}"
            f"{tally.dropped:>12}{typing:>13}"
        )
    for tally in tallies.values():
        for words in (*tally.lost[:3], *tally.unsound[:3]):
            print(f"  {words}")
    failed = any(tally.failed for tally in tallies.values())
    print("FAILED" if failed else "nothing acknowledged was lost, no file unsound, at most one second of typing")


if __name__ == "__main__":
    sys.exit(main())
