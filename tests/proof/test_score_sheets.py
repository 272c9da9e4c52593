"""Score sheets: totals over items in brackets, over many lines."""

from eduduty_desktop.proof import Relation, Verdict, prove
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import score_sheets
from eduduty_desktop.proof.result import Claim
from tests.proof.told import paragraphs

ITEMS = ["有课表", "有教案", "采光达标", "饮水达标", "厕所干净", "板报及时", "保健操规范"]


def sheet(points: list[int], total: str) -> str:
    lines = [
        f"{number}、{item}。（{point}分）" for number, (item, point) in enumerate(zip(ITEMS, points, strict=True), 1)
    ]
    return "\n".join(["自评情况", *lines, total])


def claims_in(text: str) -> tuple[Claim, ...]:
    return judge(score_sheets.readings(*paragraphs(text)))


def test_total_over_lines() -> None:
    text = sheet([1, 2, 2, 4, 4, 3, 5], "以上总分是21分。")
    (claim,) = claims_in(text)
    assert claim.verdict is Verdict.CONSISTENT
    assert len(claim.operands) == 8
    assert text[claim.stated.start : claim.stated.end] == claim.stated.text == "21分"


def test_changed_item() -> None:
    (claim,) = claims_in(sheet([1, 2, 2, 4, 4, 3, 6], "以上总分是21分。"))
    assert claim.verdict is Verdict.INCONSISTENT
    assert claim.expected == "22分"
    assert "差1分" in claim.message


def test_full_and_scored() -> None:
    lines = [
        f"（{n}）{item}（分值{full}分，得分{got}分）"
        for n, item, full, got in zip("一二三四五", ITEMS, [10, 20, 30, 20, 20], [9, 19, 30, 18, 20], strict=False)
    ]
    text = "\n".join([*lines, "总分值100分，自评得分96分。"])
    assert [claim.verdict for claim in claims_in(text)] == [Verdict.CONSISTENT] * 2
    wrong = claims_in(text.replace("自评得分96分", "自评得分97分"))
    assert [claim.verdict for claim in wrong] == [Verdict.CONSISTENT, Verdict.INCONSISTENT]


def test_deductions_are_no_items() -> None:
    text = sheet([1, 2, 2, 4, 4, 3, 5], "以上总分是21分。").replace("有教案。", "有教案（每缺一本扣1分）。")
    assert [claim.verdict for claim in claims_in(text)] == [Verdict.CONSISTENT]


def test_total_of_something_else() -> None:
    assert not claims_in("满意度测评总分100分，我县得分96分。")
    assert not claims_in(sheet([1, 2, 2, 4, 4, 3, 5], "全市考核总分100分。"))


def test_whole_proof_has_it() -> None:
    proof = prove(sheet([1, 2, 2, 4, 4, 3, 5], "以上总分是21分。"))
    assert any(claim.relation is Relation.SUM and len(claim.operands) == 8 for claim in proof.claims)
