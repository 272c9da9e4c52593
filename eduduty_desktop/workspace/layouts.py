"""版式 of a draft's report: reading and changing the choices, and trying a red-head template before it is taken."""

from pathlib import Path

from eduduty_desktop.document import Layout, layout_of, texts_of
from eduduty_desktop.document.appendix import build_tables
from eduduty_desktop.document.cover import given, issuer, title
from eduduty_desktop.document.measure import title_advice
from eduduty_desktop.document.report import CHAPTER_TITLES
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.workspace.session import Edit

__all__ = [
    "CHAPTER_TITLES",
    "advice_on_title",
    "chapter_headings",
    "edits_of_layout",
    "layout_of",
    "sheets_to_attach",
    "try_template",
]


def edits_of_layout(draft: Draft, layout: Layout, headings: dict[str, str]) -> list[Edit]:
    """The edits that give a draft a layout and titles of its own chapters; none for what stays as it is."""
    wanted = {**texts_of(layout), **{Key("headings", row): Text(text.strip()) for row, text in headings.items()}}
    return [(key, text) for key, text in wanted.items() if draft.text(key.table, key.row) != text.text]


def chapter_headings(draft: Draft) -> dict[str, str]:
    """The titles that a person gave to the report's own chapters, empty for the usual one."""
    return {row: draft.text("headings", row) for row in CHAPTER_TITLES}


def sheets_to_attach(draft: Draft) -> tuple[str, ...]:
    """Names of the appendix' sheets that can be bound in as tables."""
    return tuple(sheet.name for sheet in build_tables(draft) if not sheet.charts)


def advice_on_title(draft: Draft) -> str:
    """What to do about a title that needs more than three lines; empty if it does not."""
    return title_advice(title(draft), (given(draft, "county"), issuer(draft)))


def try_template(path: Path) -> None:
    """Raises UserError if a red-head template cannot be used, and says what to change."""
    from eduduty_desktop.office import check_template

    check_template(path)
