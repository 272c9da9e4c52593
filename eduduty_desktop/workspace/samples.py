"""The sample drafts that come with the program: real published figures, narrative in our own words."""

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop import assets
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Narrative, PointState, Status, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.reader import read_struct
from eduduty_desktop.intake import edits_of, propose
from eduduty_desktop.workspace.drafts import OpenDraft, now, start
from eduduty_desktop.workspace.session import Edit

SAMPLE = "hongjiang-2021"


class SampleFile(msgspec.Struct, frozen=True):
    """`sample.yaml`: what the sample's draft holds besides its figures.

    `states` maps points to a state, `default` all others; `texts` maps nodes to narrative source.
    """

    id: str
    title: str
    framework: str
    figures: str
    cover: dict[str, str]
    states: dict[str, Status]
    texts: dict[str, str]
    headings: dict[str, str] = {}


def sample_draft(name: str = SAMPLE) -> Draft:
    """The sample as a value.  Raises UserError if the sample's files do not fit its framework."""
    folder = assets.path("resources", "samples", name)
    sample, _ = read_struct(folder / "sample.yaml", SampleFile)
    draft = Draft(uuid.uuid5(uuid.NAMESPACE_URL, name).hex, Library.shipped().load(sample.framework))
    draft = _applied(draft, _text_edits(draft, sample), "样例")
    return _applied(draft, _figure_edits(draft, folder / sample.figures), sample.figures)


def create_sample(path: Path, *, clock: Callable[[], datetime] = now, data: Path | None = None) -> OpenDraft:
    """A new draft file that holds the sample; `data` is the folder of the program's own data.

    Raises UserError if the file exists or cannot be written.
    """
    return start(path, sample_draft(), clock=clock, data=data)


def _applied(draft: Draft, edits: list[Edit], cause: str) -> Draft:
    return draft.apply(draft.change(key, record, group=cause, cause=cause) for key, record in edits)


def _text_edits(draft: Draft, sample: SampleFile) -> list[Edit]:
    framework = draft.framework
    unknown = {*sample.texts, *sample.headings, *sample.states} - {*framework.nodes, "profile", "default"}
    if unknown:
        raise UserError(f"样例“{sample.id}”写了不存在的测评点：{'、'.join(sorted(unknown))}")
    edits: list[Edit] = [(Key("cover", field), Text(text)) for field, text in sample.cover.items()]
    edits += [(Key("headings", node), Text(text)) for node, text in sample.headings.items()]
    edits += [(Key("narratives", node), Narrative(text.strip())) for node, text in sample.texts.items()]
    default = sample.states.get("default", Status.EMPTY)
    edits += [(Key("states", p.id), PointState(sample.states.get(p.id, default))) for p in framework.points]
    return edits


def _figure_edits(draft: Draft, file: Path) -> list[Edit]:
    from eduduty_desktop.office import read_grids

    proposals = propose(draft, read_grids(file))
    wrong = [p for p in proposals if p.flags and not p.edits]
    if wrong:
        raise UserError(f"样例数据第 {wrong[0].row} 行：{wrong[0].flags[0]}", place=file.name)
    return list(edits_of(proposals))
