"""Where the report and its appendix print scores, by the framework's style."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from eduduty_desktop.document import build_appendix, build_report
from eduduty_desktop.document.blocks import Block, Heading, Paragraph, TableBlock
from eduduty_desktop.document.score_sheet import score_sheet
from eduduty_desktop.document.sheets import Sheet
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Deduction, Narrative, SelfScore, Text, VetoAnswer
from eduduty_desktop.framework import Framework, ScoreStyle
from tests.draft.scored import CONVERTED, SCORED, with_points
from tests.draft.small import draft_of, entry, fig

D = Decimal
Records = dict[Key, msgspec.Struct]
ALL: Records = {
    Key("deductions", "1"): Deduction("s1.p1", 1, "few", D(9), D("0.5"), "常务会议少开九次"),
    Key("scores", "s2.p2"): SelfScore(elements=("gym",)),
    Key("narratives", "s1.p1"): Narrative("全年开会。\n拨款及时。"),
    Key("vetoes", "v1"): VetoAnswer(False),
    Key("vetoes", "v2"): VetoAnswer(True, "拖欠一个月"),
    fig("meeting.count"): entry("4"),
    fig("health.good_rate"): entry("85"),
}


def styled(style: ScoreStyle, records: Records | None = None, framework: Framework = SCORED) -> Draft:
    return draft_of(ALL if records is None else records, replace(framework, score_style=style))


def texts(blocks: tuple[Block, ...], kind: type[Any]) -> list[str]:
    return [block.printed if isinstance(block, Heading) else block.text for block in blocks if isinstance(block, kind)]


def everything(style: ScoreStyle) -> str:
    blocks = build_report(styled(style))
    cells = [cell for block in blocks if isinstance(block, TableBlock) for row in block.rows for cell in row]
    return "\n".join([*texts(blocks, Heading), *texts(blocks, Paragraph), *cells])


def test_in_the_lead() -> None:
    lead = texts(build_report(styled(ScoreStyle.LEAD)), Paragraph)[0]
    assert "经自评，得分18.9分（其中加分1分），等级为良好。" in lead
    assert "扣分情况：一（一）“经费投入”扣2分（常务会议少开九次）。" in lead
    assert "无“一票否决”情形。存在降低评价等次的情形：拖欠教师工资。" in lead
    assert "得分" not in "".join(texts(build_report(styled(ScoreStyle.LEAD)), Heading))


def test_the_lead_of_a_total_that_is_only_stated() -> None:
    unknown = with_points(SCORED, **{n: {"full_score": None, "scoring": None, "bonus": False} for n in NODES})
    lost: Records = {
        Key("deductions", "1"): Deduction("s1.p1", 1, points=D("2.2"), reason="满意度未达标。"),
        Key("cover", "score_total"): Text("95.8"),
        Key("cover", "grade"): Text("A"),
    }
    draft = styled(ScoreStyle.LEAD, lost, replace(unknown, total=None, grades=(), vetoes=()))
    lead = texts(build_report(draft), Paragraph)[0]
    assert "经自评，得分95.8分，等级为A。扣分情况：一（一）“经费投入”扣2.2分（满意度未达标）。" in lead


NODES = ("s1__p1", "s1__p2", "s2__a__p1", "s2__p2")


def test_many_losses_are_left_to_the_score_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eduduty_desktop.document.score_words.MOST_LOSSES_IN_LEAD", 0)
    assert "共有1个测评点扣分，详见数据附表中的自评打分表。" in everything(ScoreStyle.LEAD)


def test_beside_the_headings_of_sections_points_and_bonus_items() -> None:
    headings = texts(build_report(styled(ScoreStyle.HEADING)), Heading)
    for printed in (
        "一、经费与教师（分值15分，得分13分）",
        "（一）经费投入（分值10分，得分8分）",
        "（二）研究教育（分值5分，得分5分）",
        "1.体质健康（分值5分，得分4.9分）",
        "（二）校舍（加分项，得分1分）",
    ):
        assert printed in headings
    assert "经自评" not in everything(ScoreStyle.HEADING)
    missing = texts(build_report(styled(ScoreStyle.HEADING, {})), Heading)
    assert "（一）经费投入（分值10分，得分〔待填〕分）" in missing
    assert "（二）校舍（加分项，得分0分）" in missing


def test_a_heading_without_a_known_full_score() -> None:
    unknown = with_points(SCORED, **{n: {"full_score": None, "scoring": None, "bonus": False} for n in NODES})
    draft = styled(ScoreStyle.HEADING, {Key("scores", "s1.p1"): SelfScore(D(4))}, unknown)
    assert "（一）经费投入（得分4分）" in texts(build_report(draft), Heading)
    assert "一、经费与教师" in texts(build_report(draft), Heading)


def test_at_the_end_of_each_item_and_their_sum_after_the_last() -> None:
    blocks = build_report(styled(ScoreStyle.ITEM_END))
    paragraphs = texts(blocks, Paragraph)
    assert "拨款及时。（自评得分8分）" in paragraphs
    assert "全年开会。" in paragraphs
    assert "以上各项满分20分，自评得分合计18.9分（其中加分1分）。" in paragraphs
    mark = next(b.runs[-1] for b in blocks if isinstance(b, Paragraph) and b.text.startswith("拨款及时"))
    assert mark.key == Key("scores", "s1.p1")
    assert not any("分）" in printed for printed in texts(blocks, Heading))


def test_an_item_that_does_not_concern_says_so() -> None:
    records = ALL | {Key("scores", "s1.p1"): SelfScore(not_concerned=True)}
    text = texts(build_report(styled(ScoreStyle.ITEM_END, records, CONVERTED)), Paragraph)
    assert "拨款及时。（不涉及）" in text


def test_only_in_the_appendix_or_nowhere() -> None:
    for style in (ScoreStyle.APPENDIX, ScoreStyle.NONE):
        assert "得分" not in everything(style)
    assert "自评得分" in [cell.value for cell in sheet(ScoreStyle.APPENDIX).rows[0]]
    assert "自评得分" not in [cell.value for cell in sheet(ScoreStyle.NONE).rows[0]]


# 自评打分表 -------------------------------------------------------------------------------------------------


def sheet(style: ScoreStyle, records: Records | None = None, framework: Framework = SCORED) -> Sheet:
    return score_sheet(styled(style, records, framework), "")


def values(found: Sheet, name: str) -> list[Any]:
    return [cell.value for row in found.rows for cell in row if any(one.value == name for one in row)]


def test_the_score_sheet_has_rule_deductions_bonus_and_grade() -> None:
    found = sheet(ScoreStyle.APPENDIX)
    assert [cell.value for cell in found.rows[0]] == [
        "一级指标",
        "二级指标",
        "测评点",
        "分值",
        "评分细则",
        "扣减分值",
        "自评得分",
        "得失分说明",
        "责任单位",
        "状态",
        "核查意见",
    ]
    first = values(found, "（一）经费投入")
    assert first[3:8] == [
        D(10),
        "每少开一次会扣0.5分，最多扣2分；截留经费的不得分。",
        D(2),
        D(8),
        "会议少于规定次数（扣0.5分×9次）常务会议少开九次；“会议少于规定次数”按最多2分计",
    ]
    assert values(found, "（二）研究教育")[6:8] == [D(5), "研究教育次数4次，≥4的得5分"]
    assert values(found, "（二）校舍")[3:8] == ["加分", None, None, D(1), "有体育馆1分"]
    assert values(found, "合计")[3:8] == [D(20), None, None, D("18.9"), "各项得分合计17.9＋加分1"]
    assert values(found, "其中：加分")[6:8] == [D(1), "加分最多计2分"]
    assert values(found, "自评等级")[6] == "良好"
    assert {len(row) for row in found.rows} == {11}


def test_what_does_not_concern_is_said_and_the_conversion_shown() -> None:
    records = ALL | {Key("scores", "s1.p2"): SelfScore(not_concerned=True, reason="本县无此情形")}
    found = sheet(ScoreStyle.APPENDIX, records, CONVERTED)
    assert values(found, "（二）研究教育")[6:8] == [None, "本县无此情形；不涉及，不计分"]
    assert values(found, "合计")[6:8] == [D("18.2"), "12.9×20÷15＝17.2（不涉及的不计，按比例折算）＋加分1"]


def test_deductions_alone_are_summed_where_the_full_scores_are_unknown() -> None:
    unknown = with_points(SCORED, **{n: {"full_score": None, "scoring": None, "bonus": False} for n in NODES})
    records: Records = {Key("deductions", "1"): Deduction("s1.p1", 1, points=D("4.2"), reason="未达标")}
    found = sheet(ScoreStyle.LEAD, records, replace(unknown, total=None, grades=()))
    assert values(found, "其中：扣分")[5] == D("-4.2")
    assert "评分细则" not in [cell.value for cell in found.rows[0]]


def test_the_appendix_of_every_style_is_built() -> None:
    for style in ScoreStyle:
        assert build_appendix(styled(style))[0].name == "自评打分表"
