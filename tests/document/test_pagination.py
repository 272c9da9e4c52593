"""Blocks as pages: 22 lines, tables, what stays together, what is set again after a keystroke, and the way back."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from eduduty_desktop.document import (
    Align,
    AttachmentHead,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Imprint,
    ImprintPlace,
    Layout,
    LetterHead,
    Paragraph,
    Run,
    Signature,
    TableBlock,
    Title,
    Trace,
    build_report,
)
from eduduty_desktop.document.galleys import set_block
from eduduty_desktop.document.page_number import page_number
from eduduty_desktop.document.pagination import Page, Pages, Paginator
from eduduty_desktop.document.paper import FIRST_LINE, LANDSCAPE, LINE, MM, PORTRAIT
from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.grid import Merge
from eduduty_desktop.office import word_parts, word_sections, word_styles
from tests.document.example import HAN, LONG, draft

KEY = Key("narratives", "s1.p1")


def paragraph(text: str, start: int = -1, *, keep: bool = False) -> Paragraph:
    trace = Trace(KEY, start, start + len(text)) if start >= 0 else None
    return Paragraph((Run(text),), trace, keep_with_next=keep)


def lines(count: int) -> list[Block]:
    return [paragraph("一行正文。") for _ in range(count)]


def table(rows: int, text: str = "所") -> TableBlock:
    cells = tuple((f"指标{row}", text, "12.5") for row in range(rows))
    traces = tuple(Key("figures", f"m{row}", CURRENT) for row in range(rows))
    aligns = (Align.LEFT, Align.CENTER, Align.RIGHT)
    return TableBlock(("指标", "单位", "本年"), cells, aligns, (60, 20, 20), traces)


def pages_of(*blocks: Block) -> tuple[Page, ...]:
    return Paginator().paginate(blocks).pages


def texts(page: Page) -> list[str]:
    return [placed.strip.text for placed in page.placed]


# --- how pages are filled -------------------------------------------------------------------------------


def test_a_page_holds_22_lines() -> None:
    assert [len(page.placed) for page in pages_of(*lines(50))] == [22, 22, 6]


def test_a_long_paragraph_runs_from_page_to_page() -> None:
    first, second = pages_of(*lines(20), paragraph(LONG))
    assert len(first.placed) == 22
    assert "".join([*texts(first)[20:], *texts(second)]) == LONG


def test_lines_stand_within_the_type_area() -> None:
    (page,) = pages_of(*lines(22))
    assert page.placed[0].top == PORTRAIT.top
    assert page.placed[-1].bottom <= PORTRAIT.height - 35 * MM
    assert {b.top - a.top for a, b in zip(page.placed, page.placed[1:], strict=False)} == {LINE}


def test_every_kind_of_block_can_be_set() -> None:
    assert set(get_args(Block)) <= set(set_block.registry)


def test_a_block_of_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(TypeError):
        Paginator().paginate(["text"])  # type: ignore[list-item]


def test_nothing_to_print_is_one_empty_page() -> None:
    assert [page.placed for page in pages_of()] == [()]


# --- tables ---------------------------------------------------------------------------------------------


def test_a_table_that_runs_over_has_its_header_again() -> None:
    first, second = pages_of(*lines(10), table(20))
    assert texts(first)[10] == texts(second)[0] == "指标单位本年"
    assert len(first.placed) == 22
    assert sum("所" in text for page in (first, second) for text in texts(page)) == 20


def test_a_table_takes_whole_lines_so_that_the_page_keeps_its_22() -> None:
    (page,) = pages_of(*lines(5), table(4), *lines(5), table(6))
    assert len(page.placed) == 22


def test_a_header_never_stands_without_a_row_nor_an_introduction_without_its_table() -> None:
    first, second = pages_of(*lines(20), paragraph("有关数据见下表：", keep=True), table(3))
    assert len(first.placed) == 20
    assert texts(second)[0] == "有关数据见下表："


def test_a_row_of_several_lines_is_not_parted() -> None:
    first, second = pages_of(*lines(18), table(3, "很长的单位名称" * 3))
    heights = [placed.strip.height for placed in second.placed[1:]]
    assert all(height > LINE for height in heights)
    assert first.placed[-1].bottom <= PORTRAIT.top + PORTRAIT.text_height


def test_merged_cells_print_once() -> None:
    merged = replace(table(3), merges=(Merge(0, 0, 1, 0), Merge(2, 0, 2, 1)))
    (page,) = pages_of(merged)
    assert texts(page) == ["指标单位本年", "指标0所12.5", "所12.5", "指标212.5"]


# --- what stays together --------------------------------------------------------------------------------


def closing(gap: int = 1) -> list[Block]:
    return [
        paragraph("特此报告。", keep=True),
        AttachmentNote(("数据附表",)),
        Signature("溪口市人民政府", 17.0, gap=gap),
        DateLine("2022年1月5日", 19.0),
    ]


@pytest.mark.parametrize("filled", range(14, 23))
def test_the_signature_never_stands_alone_on_a_page(filled: int) -> None:
    found = pages_of(*lines(filled), *closing())
    (page,) = [page for page in found if "溪口市人民政府" in texts(page)]
    assert "特此报告。" in texts(page)
    assert "2022年1月5日" in texts(page)


def test_a_seal_has_two_empty_lines_above() -> None:
    (page,) = pages_of(*closing(gap=2))
    at = texts(page).index("溪口市人民政府")
    assert texts(page)[at - 3 : at] == ["附件：数据附表", "", ""]


def test_names_of_several_attachments_begin_below_each_other() -> None:
    (page,) = pages_of(AttachmentNote(("数据附表", HAN[:40])))
    _, first, second, third = page.placed
    assert [placed.strip.text[:3] for placed in (first, second)] == ["附件：", "2.坚"]
    begins = {round(strip.pieces[-1].x) for strip in (first.strip, second.strip, third.strip)}
    assert len(begins) == 1


# --- paper ----------------------------------------------------------------------------------------------


def test_an_attachment_begins_a_new_page_broad_if_it_says_so() -> None:
    upright, broad, again = pages_of(
        *lines(3),
        AttachmentHead("附件1", ("数据表",), landscape=True),
        table(2),
        AttachmentHead("附件2", ("说明",)),
        paragraph("正文。"),
    )
    assert [page.sheet for page in (upright, broad, again)] == [PORTRAIT, LANDSCAPE, PORTRAIT]
    assert texts(broad)[:4] == ["附件1", "", "数据表", ""]
    assert texts(again)[0] == "附件2"


@pytest.mark.parametrize(("before", "numbers"), [(3, [1, 2]), (30, [1, 2, 0, 4])])
def test_the_imprint_ends_the_last_even_page(before: int, numbers: list[int]) -> None:
    found = pages_of(*lines(before), Imprint("溪口市人民政府办公室", "2022年1月5日", "市委办公室。"))
    assert [page.number for page in found] == numbers
    assert found[-1].placed[-1].bottom == PORTRAIT.top + PORTRAIT.text_height


def test_a_page_after_a_blank_one_has_no_number() -> None:
    imprint = Imprint("办公室", "2022年1月5日", place=ImprintPlace.AFTER_BLANK)
    assert [page.number for page in pages_of(*lines(30), imprint)] == [1, 2, 0, 0]


def test_the_letterhead_has_its_red_line_and_names_in_one_line_with_the_number() -> None:
    (page,) = pages_of(LetterHead("溪口市人民政府文件", "溪政〔2022〕1号", ("王某",)), Title(("标题",)))
    rules = [rule for placed in page.placed for rule in placed.strip.rules]
    assert [rule.red for rule in rules] == [True]
    assert "溪政〔2022〕1号签发人：王　某" in texts(page)
    mark = next(placed for placed in page.placed if placed.strip.text == "溪口市人民政府文件")
    assert mark.strip.pieces[0].style.red


def test_page_numbers_stand_one_character_from_the_outer_edge() -> None:
    odd, even, middle = page_number(1, PORTRAIT), page_number(12, PORTRAIT), page_number(3, PORTRAIT, centred=True)
    assert odd.x + odd.width == PORTRAIT.left + PORTRAIT.text_width - 280
    assert even.x == PORTRAIT.left + 280
    assert middle.x + middle.width / 2 == PORTRAIT.left + PORTRAIT.text_width / 2
    assert odd.text == "— 1 —"
    assert page_number(4, LANDSCAPE).turned


def test_lengths_are_those_of_the_word_file() -> None:
    assert LINE == word_styles.LINE
    assert word_parts.RULE == 10
    for sheet, xml in ((PORTRAIT, word_sections._PORTRAIT), (LANDSCAPE, word_sections._LANDSCAPE)):
        size = {name: int(value) for name, value in re.findall(r'w:(\w+)="(\d+)"', xml)}
        assert (sheet.width, sheet.height, sheet.left, sheet.top) == (size["w"], size["h"], size["left"], size["top"])
        assert sheet.text_width == size["w"] - size["left"] - size["right"]
        assert sheet.text_height == size["h"] - size["top"] - size["bottom"]


# --- after a keystroke ----------------------------------------------------------------------------------


def test_only_the_changed_paragraph_is_set_again() -> None:
    paginator = Paginator()
    blocks = [paragraph(f"{number}{LONG}", 500 * number) for number in range(40)]
    paginator.paginate(blocks)
    assert paginator.set_again == 40
    blocks[7] = paragraph(f"7{LONG}多", 500 * 7)
    blocks[8:] = [replace(b, trace=Trace(KEY, b.trace.start + 1, b.trace.end + 1)) for b in blocks[8:]]  # type: ignore[union-attr]
    found = paginator.paginate(blocks)
    assert paginator.set_again == 1
    assert found == Paginator().paginate(blocks)


def test_another_layout_sets_everything_again() -> None:
    paginator = Paginator()
    blocks = build_report(draft())
    paginator.paginate(blocks)
    paginator.paginate(blocks, Layout(bold_third=True))
    assert paginator.set_again > 0


def test_the_whole_report_is_printed_in_order() -> None:
    blocks = build_report(draft())
    printed = "".join(text for page in pages_of(*blocks) for text in texts(page))
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            text = block.text if isinstance(block, Paragraph) else block.printed
            assert text in printed


# --- from a line to its source and back -----------------------------------------------------------------


def traced() -> Pages:
    linked = Paragraph(
        (Run("共有学校"), Run("48所", Key("figures", "school.total", CURRENT)), Run("。")), Trace(KEY, 0, 30)
    )
    return Paginator().paginate([linked, *lines(19), paragraph(LONG, 31), table(2)])


def test_a_linked_figure_leads_to_its_value_and_the_words_beside_it_to_the_text() -> None:
    pages = traced()
    placed = pages.pages[0].placed[0]
    figure = next(piece for piece in placed.strip.pieces if piece.key is not None)
    y = placed.top + LINE / 2
    assert pages.source_at(0, PORTRAIT.left + figure.x + 5, y) == Trace(Key("figures", "school.total", CURRENT))
    assert pages.source_at(0, PORTRAIT.left + FIRST_LINE + 5, y) == Trace(KEY, 0, 30)


def test_a_row_leads_to_its_metric_and_empty_paper_nowhere() -> None:
    pages = traced()
    row = pages.pages[-1].placed[-1]
    assert pages.source_at(len(pages.pages) - 1, 3000, row.top + 5) == Trace(Key("figures", "m1", CURRENT))
    assert pages.source_at(0, 3000, 10) is None


def test_a_place_in_a_text_is_found_on_its_page() -> None:
    pages = traced()
    assert {spot.page for spot in pages.spots_of(KEY, 40)} == {0, 1}
    begin, end = pages.line_of(KEY, 32), pages.line_of(KEY, 30 + len(LONG))
    assert begin is not None
    assert end is not None
    assert (begin.page, end.page) == (0, 1)
    assert begin.bottom - begin.top == LINE
    assert pages.spots_of(Key("narratives", "nothing")) == ()
    assert pages.line_of(Key("narratives", "nothing"), 3) is None


def test_a_click_on_a_later_line_leads_into_the_later_part_of_the_text() -> None:
    pages = traced()
    first = pages.source_at(0, 3000, pages.pages[0].placed[20].top + 5)
    later = pages.source_at(1, 3000, pages.pages[1].placed[5].top + 5)
    assert first is not None
    assert later is not None
    assert first.key == later.key == KEY
    assert 31 <= first.start < later.start <= 31 + len(LONG)
