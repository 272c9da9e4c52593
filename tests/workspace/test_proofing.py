"""校核已有报告 as a use case: reading, progress, cancel, findings as people read them, the result on paper."""

from datetime import datetime
from pathlib import Path

import docx
import msgspec
import openpyxl
import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.office import ExportCancelledError
from eduduty_desktop.proof import Proof, Reader, Span
from eduduty_desktop.workspace.proofing import (
    MOST_ITEMS,
    NOT_COVERED,
    RELATION_WORDS,
    Group,
    Lines,
    ProvenReport,
    counts_line,
    prove_file,
    proven,
)
from eduduty_desktop.workspace.proofing_paper import MOST_RESIDUE, result_text, save_result, shown_on_page
from tests.workspace.proofs import ARITHMETIC, TEXT, example, many

NOW = datetime(2026, 3, 1, 9, 30)


@pytest.fixture
def report(tmp_path: Path) -> ProvenReport:
    return proven(tmp_path / "某县报告.txt", "ab" * 32, "UTF-8", example())


def test_a_file_is_read_and_proved(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("共36所。\n共37所。", encoding="utf-8")
    steps: list[tuple[int, int, str]] = []
    report = prove_file(path, progress=lambda *step: steps.append(step))
    assert report.proof == Reader().prove("共36所。\n共37所。")
    assert report.counts.figures == 2
    assert len(report.sha256) == 64
    assert steps[0][2].startswith("正在读取")
    assert steps[-1][:2] == (6, 11)


def test_it_can_be_stopped_between_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("共36所。\n" * 100, encoding="utf-8")
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(ExportCancelledError):
        prove_file(path, cancelled=cancelled)
    assert len(asked) == 4


def test_findings_come_grave_ones_first_and_with_their_place(report: ProvenReport) -> None:
    groups = [item.group for item in report.items]
    assert groups == sorted(groups, key=list(Group).index)
    first = report.items[0]
    assert (first.line, report.place(first), first.word, first.message) == (2, "第2行", "合计", ARITHMETIC)
    assert first.sentence == "全县教职工3137人，其中义务教育2342人，其他780人。"
    assert first.advice == "也许漏了一项。"
    assert [span.text for span in first.spans] == ["3137人", "2342人", "780人"]
    assert [item.severity for item in report.items if item.group is Group.RESIDUE] == list(Severity)
    assert [item.line for item in report.items if item.group is Group.UNCHECKABLE] == [3, 4]
    assert all(TEXT[span.start : span.end] == span.text for item in report.items for span in item.spans)


def test_only_what_is_wrong_comes_with_advice(report: ProvenReport) -> None:
    assert [bool(item.advice) for item in report.items] == [True, True, True, True, False, False, False]
    unknown = next(item for item in report.items if item.group is Group.UNCHECKABLE)
    assert unknown.message == "无法复算：没有写总数"
    assert unknown.advice == ""


def test_counts_and_verdict(report: ProvenReport) -> None:
    counts = report.counts
    assert (counts.contradictions, counts.residue, counts.residue_errors) == (1, 3, 1)
    assert (counts.uncheckable, counts.sound, counts.errors) == (2, 1, 2)
    assert report.verdict == "有 1 处数字相互矛盾、1 处必须改正的残留，改正或核实之前不宜印发。"
    proof = example()
    milder = proven(report.path, "", "Word", Proof(TEXT, (), proof.claims[1:], proof.residue[:1]))
    assert milder.counts.errors == 0
    assert milder.verdict == "没有发现相互矛盾的数字；有 1 处文字请看一看。"
    assert milder.place(milder.items[0]) == "第1段"
    assert proven(report.path, "", "UTF-8", Proof("正文", (), (), ())).verdict == "没有发现相互矛盾的数字和残留。"
    assert proven(report.path, "", "UTF-8", Proof(" \n", (), (), ())).verdict == "文件里没有文字。"


def test_more_findings_than_anybody_reads_are_counted_but_not_listed(tmp_path: Path) -> None:
    proof = example()
    report = proven(tmp_path / "a.txt", "", "UTF-8", Proof(TEXT, (), proof.claims, proof.residue * MOST_ITEMS))
    assert report.counts.residue == 3 * MOST_ITEMS
    listed = [item for item in report.items if item.group is Group.RESIDUE]
    assert len(listed) == MOST_ITEMS
    assert {item.severity for item in listed} == {Severity.ERROR}
    assert report.unlisted == 2 * MOST_ITEMS
    assert "读出 0 个数量" in counts_line(report.counts)


def test_every_relation_has_a_word() -> None:
    from eduduty_desktop.proof import Relation

    assert set(RELATION_WORDS) == set(Relation)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("共36所。", "36所", "共36所。"),
        ("一。共36所，\n二", "36所", "共36所，"),
        ("一！36所", "36所", "36所"),
        ("一\r\n共36所\r\n二", "36所", "共36所"),
        ("字" * 300 + "36所" + "文" * 300, "36所", f"…{'字' * 60}36所{'文' * 60}…"),
    ],
)
def test_the_sentence_around_a_figure(text: str, word: str, sentence: str) -> None:
    at = text.index(word)
    assert Lines(text).sentence(Span(at, at + len(word), word)) == sentence


def test_lines_are_counted_from_one() -> None:
    lines = Lines("a\n\nb")
    assert [lines.number(at) for at in range(4)] == [1, 1, 2, 3]


def test_the_page_says_everything_and_what_it_does_not_cover(report: ProvenReport) -> None:
    text = result_text(report, NOW)
    for words in ("某县报告.txt", "2026年3月1日", report.verdict, ARITHMETIC, "原文：全县教职工3137人", *NOT_COVERED):
        assert words in text
    assert "相符：" not in text


def test_the_page_has_every_contradiction_but_not_all_residue(tmp_path: Path) -> None:
    proof = many(60)
    one, other, _ = example().residue
    residue = (*[one] * 5, *(msgspec.structs.replace(other, text=f"x{number}") for number in range(30)))
    report = proven(tmp_path / "a.txt", "", "UTF-8", Proof(proof.text, (), proof.claims, residue))
    assert len(shown_on_page(report, Group.CONTRADICTION)[0]) == 60
    shown, more = shown_on_page(report, Group.RESIDUE)
    assert len(shown) == MOST_RESIDUE
    assert "另有 15 处" in more
    few = proven(tmp_path / "a.txt", "", "UTF-8", Proof(proof.text, (), (), (one,) * 5))
    assert [found.said for found in shown_on_page(few, Group.RESIDUE)[0]] == ["标题短。请看一看。同样的还有 4 处。"]
    assert shown_on_page(few, Group.RESIDUE)[1] == ""


def test_the_result_as_a_word_file(report: ProvenReport, tmp_path: Path) -> None:
    path = tmp_path / "结果.docx"
    save_result(report, path, NOW)
    document = docx.Document(str(path))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "“某县报告”校核结果" in words
    assert report.verdict in words
    assert all(sentence in words for sentence in NOT_COVERED)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["1", "第2行", f"{ARITHMETIC}也许漏了一项。", report.items[0].sentence]
    assert len(document.tables[1].rows) == 4


def test_the_result_as_a_workbook_has_every_finding(report: ProvenReport, tmp_path: Path) -> None:
    path = tmp_path / "结果.xlsx"
    save_result(report, path, NOW)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["结论", *(group.value for group in Group)]
    assert report.sha256 in str(book["结论"]["A2"].value)
    listed = [row[4].value for group in Group for row in book[group.value].iter_rows(min_row=4)]
    assert listed == [item.message for item in report.items]


def test_other_files_are_not_written(report: ProvenReport, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能存成"):
        save_result(report, tmp_path / "结果.pdf", NOW)
    assert not (tmp_path / "结果.pdf").exists()
