"""The report under each layout: chapters A to E, letterhead, seal, run-in headings, evidence, attachments, imprint."""

from decimal import Decimal

import pytest

from eduduty_desktop.document import (
    AttachmentHead,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Imprint,
    ImprintPlace,
    Layout,
    LetterHead,
    Note,
    Paragraph,
    Recipient,
    Run,
    Signature,
    TableBlock,
    Title,
    build_report,
    layout_of,
    settled,
    texts_of,
)
from eduduty_desktop.document.blocks import Align
from eduduty_desktop.document.frame import shown, table_of
from eduduty_desktop.document.layout import FontSet, Latin
from eduduty_desktop.document.sheets import Cell, Sheet
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.cover_fields import LAYOUT_FIELDS
from eduduty_desktop.draft.records import Narrative, Problem, Remedy, Text
from eduduty_desktop.framework import Framework, Point, ScoreStyle, Section
from eduduty_desktop.grid import Merge
from tests.document.example import COVER, LONG, draft


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.printed for block in blocks if isinstance(block, Heading)]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def one(blocks: tuple[Block, ...], kind: type) -> Block:
    (found,) = [block for block in blocks if isinstance(block, kind)]
    return found


def with_cover(**fields: str) -> Draft:
    return draft(cover={field: Text(words) for field, words in {**COVER, **fields}.items()})


# --- the value ------------------------------------------------------------------------------------------------

EVERYTHING = Layout(
    FontSet.COMMON, Latin.BODY, True, "某县文件", "7", "秘密", "特急", True, True, True, True, True, "公开",
    ("自评打分表", "问题整改台账"), True, "甲局", "乙办", "2022-1-5", "/tmp/红头.docx",
)  # fmt: skip


def test_every_choice_is_a_known_row_of_the_cover() -> None:
    assert {key.row for key in texts_of(Layout())} == set(LAYOUT_FIELDS)
    assert {key.table for key in texts_of(Layout())} == {"cover"}
    assert all(text == Text() for text in texts_of(Layout()).values())


def test_a_layout_comes_back_as_it_was_kept() -> None:
    tables = {"cover": {(key.row, key.slot): text for key, text in texts_of(EVERYTHING).items()}}
    assert layout_of(Draft("d", draft().framework, tables)) == EVERYTHING
    assert layout_of(Draft("d", draft().framework)) == Layout()


def test_a_word_of_a_later_version_counts_as_not_said() -> None:
    tables = {"cover": {("layout.fonts", ""): Text("brush"), ("layout.sealed", ""): Text("也许")}}
    assert layout_of(Draft("d", draft().framework, tables)) == Layout()


# --- chapters -------------------------------------------------------------------------------------------------


def drafted(layout: str, first: str, second: str, *, problems: bool = True) -> Draft:
    points = (Point("a.1", second, "强化机制"), Point("a.2", second.replace("1", "2").replace("一", "二"), "经费"))
    framework = Framework(
        id="x", title="", year=2021, level="county", region="", basis="", layout=layout,
        sections=(Section("a", first, "优先发展", points),),
    )  # fmt: skip
    found = {("q", ""): Problem(1, "人少。", remedies=(Remedy("招人"),))} if problems else {}
    return Draft("x", framework, {"narratives": {("profile", ""): Narrative("县情。")}, "problems": found})


@pytest.mark.parametrize(
    ("layout", "first", "second", "wanted"),
    [
        ("A", "一", "(一)", ["基本情况", "一、优先发展", "（一）强化机制", "（二）经费", "二、存在的问题", "三、下一步工作打算"]),
        ("B", "一", "(一)", ["一、基本情况", "二、自查自评情况", "（一）优先发展", "1.强化机制", "2.经费", "三、存在的问题", "四、下一步工作打算"]),
        ("B", "(一)", "1.", ["一、基本情况", "二、自查自评情况", "（一）优先发展", "1.强化机制", "2.经费", "三、存在的问题", "四、下一步工作打算"]),
        ("C", "(一)", "1.", ["一、工作开展情况及成效", "（一）优先发展", "1.强化机制", "2.经费", "二、存在的主要问题", "三、下一步工作打算"]),
        ("C", "一", "(一)", ["一、优先发展", "（一）强化机制", "（二）经费", "二、存在的主要问题", "三、下一步工作打算"]),
        ("D", "一", "(一)", ["基本情况", "一、优先发展", "（一）强化机制", "（二）经费", "二、存在的问题", "三、下一步工作打算"]),
        ("E", "(一)", "1.", ["一、基本情况", "二、主要做法和成效", "（一）优先发展", "1.强化机制", "2.经费", "三、存在的问题和改进措施"]),
        ("E", "一", "1.", ["一、基本情况", "二、主要做法和成效", "（一）优先发展", "1.强化机制", "2.经费", "三、存在的问题和改进措施"]),
    ],
)  # fmt: skip
def test_chapters_stand_as_the_layout_says(layout: str, first: str, second: str, wanted: list[str]) -> None:
    assert headings(build_report(drafted(layout, first, second))) == wanted


def test_in_three_parts_the_county_stands_at_the_first_chapters_beginning() -> None:
    blocks = build_report(drafted("C", "一", "(一)"))
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Heading))
    assert [getattr(block, "text", "") for block in blocks[at : at + 3]] == ["优先发展", "县情。", "强化机制"]


def test_problem_and_remedy_stand_together_where_they_are_one_chapter() -> None:
    found = texts(build_report(drafted("E", "(一)", "1.")))
    assert found[-3:] == ["人少。", "改进措施：招人。", "特此报告。"]


def test_points_are_numbered_through_within_their_classes() -> None:
    from eduduty_desktop.framework.library import Library

    found = headings(build_report(Draft("x", Library.shipped().load("cq-2018-banan"))))
    points = [words for words in found if words.startswith("（")]
    assert points[0].startswith("（一）")
    assert points[36].startswith("（三十七）")
    assert len([words for words in found if words[1] == "、" or words[2:3] == "、"]) >= 6


@pytest.mark.parametrize("row", ["profile", "items", "problems", "next_steps"])
def test_every_chapter_of_our_own_can_be_renamed(row: str) -> None:
    base = drafted("B", "(一)", "1.")
    renamed = Draft("x", base.framework, {**base.tables, "headings": {(row, ""): Text("改过的标题")}})
    found = [block for block in build_report(renamed) if isinstance(block, Heading)]
    (heading,) = [block for block in found if block.text == "改过的标题"]
    assert heading.trace is not None
    assert heading.trace.key == Key("headings", row)


# --- what is printed on wish ----------------------------------------------------------------------------------


def test_the_letterhead_holds_what_the_cover_says() -> None:
    layout = Layout(letterhead=True, copy_number="12")
    head = build_report(with_cover(document_number="溪政报〔2022〕8号", signatory="张三、李四"), layout)[0]
    assert head == LetterHead("溪口市人民政府文件", "溪政报〔2022〕8号", ("张三", "李四"), "000012")
    assert build_report(draft(), layout)[0] == LetterHead("溪口市人民政府文件", "〔待填〕", ("〔待填〕",), "000012")
    assert isinstance(build_report(draft())[0], Title)


def test_a_sealed_signature_is_centred_above_a_date_four_from_the_right() -> None:
    """7.3.5.1."""
    blocks = build_report(draft(), Layout(sealed=True))
    signature, date = one(blocks, Signature), one(blocks, DateLine)
    assert isinstance(signature, Signature)
    assert isinstance(date, DateLine)
    assert 28 - date.left - 6 == 4
    assert signature.left + 7 / 2 == date.left + 6 / 2
    assert (signature.gap, signature.centred, date.centred) == (2, True, True)


def test_a_sealed_name_longer_than_the_room_stays_on_the_line() -> None:
    name = "积石山保安族东乡族撒拉族自治县人民政府"
    blocks = build_report(with_cover(issuer=name), Layout(sealed=True))
    signature, date = one(blocks, Signature), one(blocks, DateLine)
    assert isinstance(signature, Signature)
    assert isinstance(date, DateLine)
    assert signature.left + len(name) <= 28
    assert signature.left + len(name) / 2 == date.left + 3


def test_short_headings_are_run_in_and_stay_traceable() -> None:
    blocks = build_report(draft(), Layout(run_in=True))
    found = next(b for b in blocks if isinstance(b, Paragraph) and b.text.startswith("（一）高位推动"))
    assert found.runs[0] == Run("（一）高位推动，研究教育工作机制健全。", Key("headings", "s1.p1"), lead=True)
    assert found.level == 2
    assert found.trace is not None
    assert found.trace.key == Key("narratives", "s1.p1")
    assert "（一）高位推动，研究教育工作机制健全" not in headings(blocks)
    assert "（二）学生体质健康" in headings(blocks)  # nothing but a table under it
    plain = "".join(block.text for block in build_report(draft()) if isinstance(block, Paragraph))
    assert len(plain) < len("".join(texts(blocks)))


def test_evidence_is_cited_where_it_is_wanted() -> None:
    found = "\n".join(texts(build_report(draft(), Layout(evidence=True))))
    assert "（见佐证材料一（一）-1、一（一）-2）" in found
    assert "（见佐证材料一（一）-2）" in found  # the second document proves another point too
    assert "见佐证材料" not in "\n".join(texts(build_report(draft())))


def test_attached_sheets_are_named_and_follow_on_broad_pages() -> None:
    layout = Layout(attached=("问题整改台账", "自评打分表"), note="（公开）")
    blocks = build_report(draft(ScoreStyle.LEAD), layout)
    names = one(blocks, AttachmentNote)
    assert isinstance(names, AttachmentNote)
    assert names.names[-1] == "溪口市2021年度履行教育职责数据附表"
    assert one(blocks, Note) == Note("（公开）")
    date = one(blocks, DateLine)
    assert isinstance(date, DateLine)
    assert date.keep_with_next
    heads = [block for block in blocks if isinstance(block, AttachmentHead)]
    assert [(head.mark, "".join(head.lines)) for head in heads] == [
        (f"附件{at}", name) for at, name in enumerate(names.names[:-1], 1)
    ]
    assert len(heads) == 2
    assert all(head.landscape for head in heads)
    tables = [blocks[blocks.index(head) + 1] for head in heads]
    assert all(isinstance(table, TableBlock) and table.rows for table in tables)
    printed = [head for table in tables if isinstance(table, TableBlock) for head in table.header]
    assert "问题" in printed
    assert not {"核查意见", "状态"}.intersection(printed)


def test_a_bound_in_sheet_leaves_out_empty_columns_and_its_merges_follow() -> None:
    rows = (
        tuple(Cell(words) for words in ("类", "空", "名", "状态", "值")),
        (Cell("甲"), Cell(), Cell("一"), Cell("已核"), Cell(Decimal("1.5"), "number", "0.00")),
        (Cell(), Cell(), Cell("二"), Cell(), Cell(Decimal(2), "number", "0")),
        (Cell("合计"), Cell(), Cell(), Cell(), Cell(Decimal(4), "number", "0")),
    )
    sheet = Sheet(
        "表", "表", "", (10, 10, 10, 10, 3), rows, merges=(Merge(1, 0, 2, 0), Merge(3, 0, 3, 2), Merge(1, 1, 2, 1))
    )
    found = table_of(sheet)
    assert found.header == ("类", "名", "值")
    assert found.rows == (("甲", "一", "1.50"), ("", "二", "2"), ("合计", "", "4"))
    assert found.merges == (Merge(0, 0, 1, 0), Merge(2, 0, 2, 1))
    assert found.aligns[2] is Align.RIGHT
    assert found.widths == (10, 10, 7)


@pytest.mark.parametrize(
    ("value", "number_format", "wanted"),
    [
        (Decimal("57926.181"), "0.000", "57926.181"),
        (Decimal("1.5"), '0.00"万元"', "1.50万元"),
        (Decimal("-1.2"), '+0.0"%";-0.0"%";0.0"%"', "-1.2%"),
        (Decimal("1.2"), '+0.0"%";-0.0"%";0.0"%"', "+1.2%"),
        (Decimal(0), '+0.0"%";-0.0"%";0.0"%"', "0.0%"),
        (Decimal(20), '"近"0', "近20"),
        (Decimal(1234567), "#,##0", "1,234,567"),
        (None, "0", ""),
        ("文字", "", "文字"),
        (3, "", "3"),
    ],
)  # fmt: skip
def test_a_cell_is_printed_as_a_workbook_shows_it(
    value: Decimal | str | int | None, number_format: str, wanted: str
) -> None:
    assert shown(Cell(value, "number", number_format)) == wanted


def test_too_many_recipients_move_to_the_imprint() -> None:
    """7.3.2, 7.4.2."""
    many = "、".join(f"第{at}市人民政府教育督导委员会" for at in range(1, 40))
    blocks = build_report(with_cover(recipient=many))
    assert not [block for block in blocks if isinstance(block, Recipient)]
    imprint = blocks[-1]
    assert isinstance(imprint, Imprint)
    assert imprint.recipients == f"{many}。"
    few = build_report(with_cover(recipient="、".join(["某市人民政府"] * 10)), Layout(letterhead=True))
    assert [block for block in few if isinstance(block, Recipient)]
    assert not isinstance(few[-1], Imprint)


@pytest.mark.parametrize(
    ("lines", "place"),
    [(3, ImprintPlace.NEXT_PAGE), (20, ImprintPlace.SAME_PAGE), (29, ImprintPlace.AFTER_BLANK)],
)
def test_the_imprint_goes_to_the_last_even_page(lines: int, place: ImprintPlace) -> None:
    layout = Layout(imprint=True, copies="甲局，乙局")
    blocks = build_report(draft(), layout)
    body = Paragraph((Run((LONG * 4)[: 26 + 28 * (lines - 1)]),))
    found = settled((*blocks[:3], body, *blocks[-5:]), layout)[-1]
    assert isinstance(found, Imprint)
    assert (found.place, found.copies, found.printer) == (place, "甲局，乙局。", "溪口市人民政府办公室")
    assert settled(blocks[:3]) == blocks[:3]


def test_many_names_need_more_room_than_a_page_has_left() -> None:
    for names, place in (("甲局", ImprintPlace.SAME_PAGE), ("甲乙丙丁局，" * 30, ImprintPlace.AFTER_BLANK)):
        layout = Layout(imprint=True, copies=names)
        blocks = build_report(draft(), layout)
        body = Paragraph((Run((LONG * 4)[: 26 + 28 * 22]),))
        found = settled((*blocks[:3], body, *blocks[-5:]), layout)[-1]
        assert isinstance(found, Imprint)
        assert found.place is place


def test_a_point_of_fifty_pages_and_a_title_of_eighty_characters_are_printed() -> None:
    title = "关于" + "教育职责履行" * 13
    blocks = build_report(
        draft(narratives={"s1.p1": Narrative("\n".join([LONG] * 83))}, cover={"title": Text(title)})
    )  # 83 × 370 characters are 50 pages of 616
    assert len([block for block in blocks if isinstance(block, Paragraph) and block.text == LONG]) == 83
    assert isinstance(blocks[0], Title)
    assert "".join(blocks[0].lines) == title
    assert len(blocks[0].lines) == 5
