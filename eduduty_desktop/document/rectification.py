"""销号台账: 上年反馈 → 今年整改 → 佐证, a row a remedy, as a sheet of its own and as a Word table."""

from collections.abc import Iterator

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import evidence_numbers, evidence_sheet, subtitle_of
from eduduty_desktop.document.blocks import Align, Block, Paragraph, Run, TableBlock, Title
from eduduty_desktop.document.names import legal
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import NOTHING_YET, Cell, Column, Sheet, center, ledger, text
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import Problem, Remedy
from eduduty_desktop.draft.rectification import Standing, standing_of
from eduduty_desktop.grid import Merge

COLUMNS = (
    Column("序号", 6),
    Column("存在的问题", 30),
    Column("来源", 20),
    Column("指标", 10),
    Column("整改措施", 30),
    Column("责任单位", 14),
    Column("期限", 11),
    Column("整改进展", 24),
    Column("佐证材料", 20),
    Column("销号", 18),
)
OF_THE_PROBLEM = 4
"""Columns that say the same for every remedy of a problem."""
_IN_WORD = ("序号", "存在的问题", "来源", "整改措施", "责任单位", "期限", "整改进展", "佐证材料", "销号")
_WORD_SHARES = (4, 15, 11, 15, 8, 11, 13, 11, 11)
_CENTRED = frozenset({"序号", "指标", "期限", "销号"})

Texts = tuple[str, ...]


def problems_of(reader: Reader) -> list[tuple[str, Problem]]:
    """Every problem with its id, those of the feedback and of earlier years first, then as they are ordered."""
    found: list[tuple[str, Problem]] = [(row, problem) for (row, _), problem in reader.rows("problems").items()]
    return sorted(found, key=lambda one: (not one[1].feedback, one[1].since or "9999", one[1].order, one[0]))


def rectification_sheet(reader: Reader) -> Sheet:
    """The ledger as a sheet that can be sorted and filtered: every row says all of its problem; an empty one says so."""
    found, _ = _table(reader)
    rows = tuple(tuple(_cell(*part) for part in zip(COLUMNS, row, strict=True)) for row in found)
    subtitle = f"{subtitle_of(reader)}　　{summary(reader)}"
    return ledger("销号台账", "问题整改销号台账", subtitle, COLUMNS, rows, freeze_columns=2)


def rectification_blocks(reader: Reader) -> Iterator[Block]:
    """The ledger as a Word document: its title, one line in words, and the table."""
    year = cover.field_text(reader, "year")
    yield Title((f"{cover.field_text(reader, 'county')}{year}年度", "问题整改销号台账"))
    yield Paragraph((Run(f"{summary(reader)}。"),))
    found, merges = _table(reader)
    wanted = [at for at, column in enumerate(COLUMNS) if column.heading in _IN_WORD]
    rows = tuple(tuple(row[at] for at in wanted) for row in found)
    yield TableBlock(
        header=_IN_WORD,
        rows=rows or ((NOTHING_YET, *[""] * (len(_IN_WORD) - 1)),),
        aligns=tuple(Align.CENTER if heading in _CENTRED else Align.LEFT for heading in _IN_WORD),
        widths=_WORD_SHARES,
        merges=tuple(
            Merge(one.top, wanted.index(one.left), one.bottom, wanted.index(one.left))
            for one in merges
            if one.left in wanted
        ),
    )


def summary(reader: Reader) -> str:
    """`共6个问题：已销号2个，部分销号1个，整改中2个，未整改1个`."""
    standings = [standing_of(problem) for _, problem in problems_of(reader)]
    counted = [f"{one.value}{standings.count(one)}个" for one in reversed(Standing) if one in standings]
    return f"共{len(standings)}个问题{'：' if counted else ''}{'，'.join(counted)}"


def ledger_name(reader: Reader, ending: str = ".xlsx") -> str:
    """`××县2024年度履行教育职责问题整改销号台账.xlsx`."""
    county, year = cover.field_text(reader, "county"), cover.field_text(reader, "year")
    return legal(f"{county}{year}年度履行教育职责问题整改销号台账", tail=ending)


def source_words(problem: Problem) -> str:
    """`上年反馈；×教督函〔2025〕3号 第2条；2024年起`: who named a problem, in which document, since when it stands."""
    since = f"{problem.since}年起" if problem.since else ""
    return "；".join(part for part in (problem.source, problem.feedback, since) if part)


def _table(reader: Reader) -> tuple[tuple[Texts, ...], tuple[Merge, ...]]:
    """The rows as texts, and what of them is one cell for a problem with several remedies."""
    numbers = evidence_numbers(evidence_sheet(reader, ""))
    rows: list[Texts] = []
    merges: list[Merge] = []
    for at, (_, problem) in enumerate(problems_of(reader), 1):
        places = "、".join(place_of(reader.framework, p) for p in problem.points if p in reader.framework.nodes)
        first = len(rows)
        for remedy in problem.remedies or (Remedy(),):
            rows.append((f"{at}", problem.text, source_words(problem), places, *_of_remedy(reader, remedy, numbers)))
        if len(rows) - first > 1:
            merges += [Merge(first, column, len(rows) - 1, column) for column in range(OF_THE_PROBLEM)]
    return tuple(rows), tuple(merges)


def _of_remedy(reader: Reader, remedy: Remedy, numbers: dict[str, str]) -> Texts:
    closed = f"已销号 {remedy.closed_on}".strip() if remedy.closed else "未销号"
    owner = " ".join(part for part in (remedy.owner, remedy.person) if part)
    return (remedy.text, owner, remedy.deadline, remedy.progress, _proof(reader, remedy, numbers), closed)


def _proof(reader: Reader, remedy: Remedy, numbers: dict[str, str]) -> str:
    """`4-1-2 验收报告；…`: number and title of what proves a remedy."""
    known = ((row, reader.get(Key("evidence", row))) for row in remedy.evidence)
    return "；".join(f"{numbers.get(row, '')} {one.title}".strip() for row, one in known if one is not None)


def _cell(column: Column, value: str) -> Cell:
    return center(value) if column.heading in _CENTRED else text(value)
