"""The report's blocks: order, numbers, headings, what is left out and what is never lost."""

import pytest

from eduduty_desktop.document import (
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Paragraph,
    ParagraphKind,
    Recipient,
    Signature,
    TableBlock,
    Title,
    build_report,
)
from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.records import Narrative, PointState, Problem, Remedy, SelfScore, Status, Text, VetoAnswer
from eduduty_desktop.framework import Point, ScoreStyle, Section
from eduduty_desktop.framework.library import Library
from tests.document.example import COVER, NARRATIVES, draft


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.printed for block in blocks if isinstance(block, Heading)]


def text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def after(blocks: tuple[Block, ...], heading: str) -> list[Block]:
    """The blocks between a heading and the next one."""
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.printed == heading)
    rest = blocks[at + 1 :]
    stop = next((n for n, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    return list(rest[:stop])


def test_the_report_runs_from_title_to_date() -> None:
    blocks = build_report(draft())
    assert [type(block) for block in blocks[:3]] == [Title, Recipient, Paragraph]
    assert [type(block) for block in blocks[-4:]] == [Paragraph, AttachmentNote, Signature, DateLine]
    assert headings(blocks) == [
        "基本情况",
        "一、加强党对教育工作的全面领导",
        "（一）高位推动，研究教育工作机制健全",
        "（二）述职必述教育制度",
        "二、完善教育投入保障机制",
        "（一）落实教育投入（两个只增不减）",
        "1.经费总量",
        "（1）预算安排",
        "三、加强教师队伍建设",
        "（一）教师学历与配备",
        "（二）学生体质健康",
        "四、存在的问题",
        "五、下一步工作打算",
    ]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 1, 2, 2, 1, 2, 3, 4, 1, 2, 2, 1, 1]


def test_the_lead_is_composed_from_the_cover() -> None:
    blocks = build_report(draft())
    assert isinstance(blocks[0], Title)
    assert blocks[0].lines == ("溪口市人民政府关于2021年度", "履行教育职责情况的自评报告")
    assert blocks[1] == Recipient("怀化市人民政府教育督导委员会：", blocks[1].trace)  # type: ignore[union-attr]
    lead = blocks[2]
    assert isinstance(lead, Paragraph)
    assert lead.text.startswith(f"根据《{COVER['notice_title']}》（{COVER['notice_number']}）要求，我市高度重视，")
    assert "无“一票否决”情形。" in lead.text
    assert lead.text.endswith("现将2021年度履行教育职责情况报告如下：")


def test_a_missing_cover_shows_where_it_belongs() -> None:
    blocks = build_report(draft(cover={}))
    assert isinstance(blocks[0], Title)
    assert "".join(blocks[0].lines) == "〔待填〕关于〔待填〕年度履行教育职责情况的自评报告"
    assert isinstance(blocks[-1], DateLine)
    assert blocks[-1].text == "〔待填〕"


def test_the_cover_may_say_it_in_its_own_words() -> None:
    cover = {**COVER, "title": "第一行\n第二行", "notice_title": "市政府《关于自评的通知》", "self_name": "我县"}
    blocks = build_report(draft(cover={field: Text(words) for field, words in cover.items()}))
    assert isinstance(blocks[0], Title)
    assert blocks[0].lines == ("第一行", "第二行")
    assert "根据市政府《关于自评的通知》（怀教小组发〔2021〕16号）要求，我县" in text(blocks)


@pytest.mark.parametrize(
    ("occurred", "words"), [(None, "“一票否决”情形：〔待填〕。"), (True, "存在“一票否决”情形：发生重大安全责任事故。")]
)
def test_a_veto_is_said(occurred: bool | None, words: str) -> None:
    assert words in text(build_report(draft(vetoes={"v1": VetoAnswer(occurred=occurred)})))


def test_a_point_that_does_not_apply_is_left_out_and_the_numbers_stay() -> None:
    state = PointState(Status.NOT_APPLICABLE, "没有")
    states = {"s1.p1": state, "s3.p1": state, "s3.p2": state}
    found = headings(build_report(draft(states=states, problems={}, narratives={})))
    assert "（一）研究教育工作机制" not in found
    assert "（二）述职必述教育制度" in found
    assert "三、加强教师队伍建设" not in found
    assert found[-1] == "（二）寄宿制学校建设"


def test_no_point_is_silently_empty() -> None:
    blocks = build_report(draft(narratives={}, figures={}, growths={}))
    for heading in ("基本情况", "（二）述职必述教育制度", "（1）预算安排", "（二）学生体质健康"):
        assert [block.text for block in after(blocks, heading) if isinstance(block, Paragraph)] == ["〔待填〕"]


def test_a_text_that_serves_two_points_is_referred_to() -> None:
    found = after(build_report(draft()), "（二）述职必述教育制度")
    assert isinstance(found[0], Paragraph)
    assert found[0].text == "本项有关情况见本报告一（一）“高位推动，研究教育工作机制健全”。"


def test_a_served_point_prints_the_text_when_its_host_does_not() -> None:
    blocks = build_report(draft(states={"s1.p1": PointState(Status.NOT_APPLICABLE, "没有")}))
    found = after(blocks, "（二）述职必述教育制度")
    assert isinstance(found[0], Paragraph)
    assert found[0].text.startswith("成立市委教育工作领导小组，召开会议4次")


def test_figures_that_no_text_states_stand_in_a_table() -> None:
    blocks = build_report(draft())
    tables = {row[0]: row for block in blocks if isinstance(block, TableBlock) for row in block.rows}
    assert set(tables) == {"在校学生数", "到校调研次数", "生均支出（小学）", "生均支出（初中）", "师生比", "总体近视率"}
    assert tables["在校学生数"] == ("在校学生数", "人", "31500", "31250", "-0.79%")
    assert tables["到校调研次数"] == ("到校调研次数", "次", "20余")
    assert tables["总体近视率"] == ("总体近视率", "%", "—", "-1个百分点")
    table = next(block for block in after(blocks, "（1）预算安排") if isinstance(block, TableBlock))
    assert table.traces == (Key("figures", "fund.pupil.primary", CURRENT), Key("figures", "fund.pupil.junior", CURRENT))


def test_a_link_anywhere_keeps_a_figure_out_of_the_table_unless_its_text_is_not_printed() -> None:
    linked = {**NARRATIVES, "s1.p1": Narrative("到校{{party.visits}}，会议{{party.meetings}}。")}
    blocks = build_report(draft(narratives=linked))
    assert not [
        block for block in after(blocks, "（一）高位推动，研究教育工作机制健全") if isinstance(block, TableBlock)
    ]
    elsewhere = {**NARRATIVES, "s2.p2": Narrative("另见{{party.visits}}。")}  # s2.p2 is 不适用
    blocks = build_report(draft(narratives=elsewhere))
    assert [block for block in after(blocks, "（一）高位推动，研究教育工作机制健全") if isinstance(block, TableBlock)]


def test_every_linked_figure_and_paragraph_can_be_traced() -> None:
    blocks = build_report(draft())
    found = next(block for block in blocks if isinstance(block, Paragraph) and block.text.startswith("一般公共预算"))
    assert [(run.text, run.key) for run in found.runs if run.key] == [
        ("57314.66万元", Key("figures", "fund.total", "previous")),
        ("57926.181万元", Key("figures", "fund.total", "current")),
        ("增长1.07%", Key("growths", "fund.total")),
    ]
    assert found.trace is not None
    source = NARRATIVES["s2.1.1.1"].text
    assert source[found.trace.start : found.trace.end] == source.split("\n")[0]


def test_problems_and_remedies_are_numbered_after_the_last_section() -> None:
    blocks = build_report(draft())
    problems = after(blocks, "四、存在的问题")
    assert [block.text[:3] for block in problems if isinstance(block, Paragraph)] == ["（一）", "（二）"]
    first = problems[0]
    assert isinstance(first, Paragraph)
    assert first.kind is ParagraphKind.RUN_IN
    assert [run.text for run in first.runs if run.lead] == ["（一）音体美教师不足。"]
    steps = [block.text for block in after(blocks, "五、下一步工作打算") if isinstance(block, Paragraph)]
    assert steps[0] == "（一）补充音体美教师。两年内招聘紧缺学科教师40人。开展走教。"
    assert steps[2].startswith("继续把教育摆在优先位置")


def test_chapters_without_content_are_not_printed() -> None:
    quiet = {row: narrative for row, narrative in NARRATIVES.items() if row != "next_steps"}
    assert headings(build_report(draft(problems={}, narratives=quiet)))[-1] == "（二）学生体质健康"
    only_problem = {"q": Problem(text="校舍陈旧。")}
    blocks = build_report(draft(problems=only_problem, narratives=quiet))
    assert headings(blocks)[-1] == "四、存在的问题"
    assert "校舍陈旧。" in text(blocks)
    only_steps = build_report(draft(problems={"q": Problem(remedies=(Remedy("改造校舍"),))}, narratives=quiet))
    assert headings(only_steps)[-1] == "四、下一步工作打算"


def test_scores_stand_where_the_framework_wants_them() -> None:
    headed = headings(build_report(draft(ScoreStyle.HEADING)))
    assert "（一）高位推动，研究教育工作机制健全（分值10分，得分9.5分）" in headed
    assert "（1）预算安排（分值20分，得分19分）" in headed
    assert "（一）教师学历与配备（分值10分，得分〔待填〕分）" in headed
    assert "（自评得分9.5分）" in text(build_report(draft(ScoreStyle.ITEM_END)))
    scores = {point.id: SelfScore(point.full_score) for point in draft().framework.points if point.full_score}
    assert "经自评，得分50分。" in text(build_report(draft(ScoreStyle.LEAD, scores=scores)))


@pytest.mark.parametrize(
    ("issuer", "left", "right", "date_right"), [("溪口市人民政府", 19, 2, 1), ("溪口县政府", 18, 5, 2)]
)
def test_the_signature_stands_as_the_standard_says(issuer: str, left: int, right: int, date_right: int) -> None:
    """GB/T 9704-2012, 7.3.5.2: the date begins two characters after the issuer; the longer leaves two at its right."""
    cover = {**COVER, "issuer": issuer}
    *_, signature, date = build_report(draft(cover={field: Text(words) for field, words in cover.items()}))
    assert isinstance(signature, Signature)
    assert isinstance(date, DateLine)
    assert date.text == "2022年1月5日"
    assert (signature.left, date.left) == (left, left + 2)
    assert (28 - signature.left - len(issuer), 28 - date.left - 6) == (right, date_right)


def test_indicators_below_chapters_get_chapters_of_our_own() -> None:
    """A framework that begins with （一） (format.md §1.2, layout E) still yields 一、二、三、."""
    whole = draft()
    sections = (Section("a", "(一)", "优先发展", (Point("a.1", "1.", "强化机制保障"),)),)
    framework = type(whole.framework)(
        id="e", title="", year=2021, level="county", region="", basis="", sections=sections, layout="E"
    )
    tables = {"problems": {("q", ""): Problem(text="不足。")}, "narratives": {("profile", ""): Narrative("县情。")}}
    found = headings(build_report(Draft("e", framework, tables)))
    assert found == [
        "一、基本情况",
        "二、主要做法和成效",
        "（一）优先发展",
        "1.强化机制保障",
        "三、存在的问题和改进措施",
    ]


def test_every_shipped_framework_prints() -> None:
    library = Library.shipped()
    for name in library.ids():
        framework = library.load(name)
        found = [block for block in build_report(Draft("x", framework)) if isinstance(block, Heading)]
        assert len(found) >= len(framework.nodes)
        assert all(1 <= heading.level <= 4 for heading in found)
        assert not [heading for heading in found if "(" in heading.printed]
