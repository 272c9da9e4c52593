"""What the child of the kill harness does until it is killed, and what must be in the file afterwards.

A scenario works through the same `OpenDraft` as the window and says every acknowledgement, the moment it has it, as
one line on the pipe: `saved 17`, `typed 123456` (a stamp in milliseconds of the monotonic clock, which all
processes share), `backup NAME DIGEST`.  Its check reads the file after the kill and returns what is wrong.
"""

import os
import random
import shutil
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from eduduty_desktop import assets
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.store import connection, digest_of, read_draft, read_exports, schema
from eduduty_desktop.workspace.drafts import OpenDraft, open_draft
from eduduty_desktop.workspace.exporting import ExportedFile

ROWS = 7
TYPING_POINTS = ("p1", "p2")
JOURNAL_SECONDS = 0.5  # as gui.saving does
Say = Callable[[str], None]


@dataclass
class Place:
    """Where one trial happens: the draft and the program's data, both below the disk that loses power."""

    root: Path

    @property
    def draft(self) -> Path:
        return self.root / "县.eduduty"

    @property
    def data(self) -> Path:
        return self.root / "data"

    def open(self) -> OpenDraft:
        return open_draft(self.draft, data=self.data)


@dataclass
class Result:
    """What one kill came to: acknowledged facts, those missing after it, seconds of typing lost."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    typing_lost: float = 0.0


def milliseconds() -> int:
    return int(time.monotonic() * 1000)


def on_success(future: "Future[datetime]", say: Say, words: str) -> "Future[datetime]":
    """Say the words once the write is acknowledged; a failed write ends the child, loudly."""

    def tell(done: "Future[datetime]") -> None:
        if done.exception() is not None:
            say(f"error {done.exception()!r}")
            os._exit(9)
        say(words)

    future.add_done_callback(tell)
    return future


# --- typing: a field stays open and is journalled, now and then it is left -----------------------------------


def typing(place: Place, say: Say, chance: random.Random) -> None:
    opened = place.open()
    session, text, point, last, journalled = opened.session, "", TYPING_POINTS[0], 0, time.monotonic()
    session.on_saving(lambda future: on_success(future, say, f"saved {last}"))
    say("ready")
    while True:
        if chance.random() < 0.01:
            session.seal()
            text, point = "", chance.choice(TYPING_POINTS)
        last = milliseconds()
        text += f"[{last}]"
        session.type(Key("narratives", point), Narrative(text), label="填写正文")
        say(f"typed {last}")
        if time.monotonic() - journalled >= JOURNAL_SECONDS:
            session.journal()
            journalled = time.monotonic()
        time.sleep(chance.uniform(0.002, 0.03))


def check_typing(place: Place, said: list[list[str]], _before: Draft) -> Result:
    typed = [int(words[1]) for words in said if words[0] == "typed"]
    saved = [int(words[1]) for words in said if words[0] == "saved"]
    draft = read_draft(place.draft)
    stamps = [int(stamp) for point in TYPING_POINTS for stamp in _stamps(draft.text("narratives", point))]
    newest = max(stamps, default=typed[0] if typed else 0)
    result = Result(len(saved))
    if saved and max(saved) > newest:
        result.lost.append(f"typing acknowledged up to {max(saved)}, in the file up to {newest}")
    result.typing_lost = (max(typed) - newest) / 1000 if typed else 0.0
    return result


def _stamps(text: str) -> list[str]:
    return [part for part in text.replace("[", " ").replace("]", " ").split() if part.isdigit()]


# --- saving, exporting, backing up: numbered edits ---------------------------------------------------------------


def saving(place: Place, say: Say, chance: random.Random) -> None:
    editor = Editor(place.open(), say)
    say("ready")
    while True:
        future = editor.edit()
        if chance.random() < 0.3:
            future.result()


def exporting(place: Place, say: Say, chance: random.Random) -> None:
    opened = place.open()
    editor = Editor(opened, say)
    say("ready")
    for number in count(1):
        editor.edit()
        file = ExportedFile("report", Path(f"{number}.docx"), f"{number:064}")
        future = on_success(opened.record_export("review", [file]), say, f"export {number}")
        if chance.random() < 0.5:
            future.result()


def backing_up(place: Place, say: Say, chance: random.Random) -> None:
    opened = place.open()
    editor = Editor(opened, say)
    say("ready")
    while True:
        for _ in range(chance.randrange(1, 4)):
            editor.edit()
        made = opened.back_up().result()
        say(f"backup {made.path.relative_to(place.root)} {made.digest}")


class Editor:
    """Numbered edits of notes; each is acknowledged later, on the store's thread."""

    def __init__(self, opened: OpenDraft, say: Say) -> None:
        self._session = opened.session
        self._say = say
        self._number = 0
        self._session.on_saving(self._follow)
        self._last: Future[datetime] | None = None

    def edit(self) -> "Future[datetime]":
        self._number += 1
        self._session.edit([(Key("notes", f"k{self._number % ROWS}"), Text(str(self._number)))], label="记")
        if self._last is None:
            raise RuntimeError("the edit was not handed to the file")
        return self._last

    def _follow(self, future: "Future[datetime]") -> None:
        self._last = on_success(future, self._say, f"saved {self._number}")


def check_numbers(place: Place, said: list[list[str]], _before: Draft) -> Result:
    draft = read_draft(place.draft)
    result = Result()
    exported = {item.export.file_name for item in read_exports(place.draft)}
    for words in said:
        if words[0] == "saved":
            number = int(words[1])
            held = draft.text("notes", f"k{number % ROWS}")
            ok = held.isdigit() and int(held) >= number
        elif words[0] == "export":
            ok = f"{words[1]}.docx" in exported
        elif words[0] == "backup":
            file = place.root / words[1]
            ok = file.exists() and digest_of(read_draft(file)) == words[2]
        else:
            continue
        result.acknowledged += 1
        if not ok:
            result.lost.append(" ".join(words))
    return result


# --- migrating: a draft of version 1 becomes one of the newest -----------------------------------------------------

MIGRATION = """
CREATE TABLE "narratives_new" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "serves" TEXT NOT NULL CHECK ("serves" GLOB '[[]*]'),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;
INSERT INTO "narratives_new" SELECT "row", "slot", "text", "serves" FROM "narratives";
DROP TABLE "narratives";
ALTER TABLE "narratives_new" RENAME TO "narratives";
UPDATE "headings" SET "text" = "text" || '（新）';
"""


def program_with_one_migration_more(folder: Path) -> Path:
    """A program's root whose newest version is one more than ours, so that there is always something to migrate."""
    shutil.copytree(assets.folder("db"), folder / "db")
    (folder / "db" / "migrations" / f"{schema.newest() + 1:04}_harness.sql").write_text(MIGRATION, encoding="utf-8")
    return folder


def migrating(place: Place, say: Say, chance: random.Random) -> None:
    say("ready")
    opened = place.open()
    say("opened 0")
    editor = Editor(opened, say)
    while True:
        editor.edit()
        time.sleep(chance.uniform(0, 0.003))


def check_migration(place: Place, said: list[list[str]], before: Draft) -> Result:
    """`before` is what the old file says when it is migrated in memory."""
    result = check_numbers(place, said, before)
    draft = read_draft(place.draft)
    ours = {(table, *key): record for table, rows in before.tables.items() for key, record in rows.items()}
    for (table, row, slot), record in ours.items():
        if draft.get(Key(table, row, slot)) != record:
            result.lost.append(f"{table} {row} {slot}")
    if any(words[0] == "opened" for words in said):
        result.acknowledged += 1
        if not any(place.data.rglob("*-migration-*.eduduty")):
            result.lost.append("the backup before the migration")
    return result


SCENARIOS: dict[str, tuple[Callable[[Place, Say, random.Random], None], Callable[..., Result], float]] = {
    "typing": (typing, check_typing, 2.5),
    "saving": (saving, check_numbers, 0.6),
    "exporting": (exporting, check_numbers, 0.6),
    "backing up": (backing_up, check_numbers, 0.8),
    "migrating": (migrating, check_migration, 0.25),
}


def run_child(name: str, place: Place, pipe: int, seed: int, synchronous: str) -> None:
    """Do a scenario in a forked child, for ever."""
    connection.PRAGMAS = (*connection.PRAGMAS[:-1], f"PRAGMA synchronous = {synchronous}")
    SCENARIOS[name][0](place, lambda words: _say(pipe, words), random.Random(seed))


def _say(pipe: int, words: str) -> None:
    os.write(pipe, (words + "\n").encode())
