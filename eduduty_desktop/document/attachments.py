"""附件 of the report: the data appendix first, then documents that go upward with it (prepared tables, sealed PDFs).

Which documents go with the report is one text of the cover's table, row `attachments`: a line each, the id of a 佐证材料.
So a document is registered once, with name, seal and fingerprint, whether it is kept for the inspection or sent along.
Files are copied by whoever makes the submission folder; this module only says which.
"""

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import Evidence, Text
from eduduty_desktop.draft.references import file_name_of

ATTACHMENTS = Key("cover", "attachments")


class Attachment(msgspec.Struct, frozen=True):
    """One 附件: its name in 附件说明, and of a registered document its id and its file as the draft refers to it.

    The data appendix has neither; `file` is empty too for a document without a file (handed in on paper).
    """

    title: str
    evidence: str = ""
    file: str = ""
    sha256: str = ""


def attachments_of(reader: Reader) -> tuple[Attachment, ...]:
    """Every 附件 in the order of 附件说明; a document that is no longer registered is left out."""
    return (Attachment(cover.appendix_title(reader)), *further_attachments(reader))


def further_attachments(reader: Reader) -> tuple[Attachment, ...]:
    """The documents that go along with the data appendix."""
    found = []
    for row in attached_rows(reader):
        one: Evidence | None = reader.get(Key("evidence", row))
        if one is not None:
            title = one.title.strip() or file_name_of(one.file).rpartition(".")[0] or file_name_of(one.file)
            found.append(Attachment(title or "（未命名的材料）", row, one.file, one.sha256))
    return tuple(found)


def attached_rows(reader: Reader) -> tuple[str, ...]:
    """Ids of the documents that go along, each once."""
    stated: Text | None = reader.get(ATTACHMENTS)
    lines = stated.text.splitlines() if stated is not None else ()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def text_of(rows: tuple[str, ...]) -> Text:
    """The record that keeps these documents as 附件, in this order."""
    return Text("\n".join(dict.fromkeys(rows)))


def appendix_mark(reader: Reader, bound_in: int = 0) -> str:
    """What stands at the top left of the appendix, `溪政〔2022〕1号附件1`.

    GB/T 9704-2012, 7.3.7: an attachment that is not bound with the text.  `bound_in` tables stand before it in 附件说明.
    """
    number = str(bound_in + 1) if bound_in or further_attachments(reader) else ""
    return f"{cover.given(reader, 'document_number')}附件{number}"
