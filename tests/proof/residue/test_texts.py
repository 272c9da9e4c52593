"""Residue that only the whole text shows: numbering, repeats, fields, endings, exceptions to the text's own habit."""

import pytest

from eduduty_desktop.proof.residue import residue_of
from eduduty_desktop.proof.residue.kinds import Kind, severity_of
from tests.proof.residue import test_lines
from tests.proof.residue.found import kinds, pieces, residues

PROSE = "扎实开展各项工作，全面落实上级部署，取得明显成效。"
LONG = "全县各级各类学校认真落实上级要求，健全工作机制，明确责任分工，强化督促检查，推动各项任务落地见效。今年以来，"


def outline(*markers: str) -> str:
    """A text whose headings are the markers, each with a line of prose."""
    return "\n".join(f"{marker}工作情况\n{PROSE}" for marker in markers)


@pytest.mark.parametrize(
    ("markers", "kind", "found"),
    [
        (["一、", "二、", "四、"], "missing-item", ["四、"]),
        (["一、", "二、", "五、"], "missing-item", ["五、"]),
        (["（一）", "（二）", "（四）"], "missing-item", ["（四）"]),
        (["(一)", "(三)"], "missing-item", ["(三)"]),
        (["1.", "2.", "4."], "missing-item", ["4."]),
        (["1、", "2、", "4、"], "missing-item", ["4、"]),
        (["（1）", "（3）"], "missing-item", ["（3）"]),
        (["①", "②", "④"], "missing-item", ["④"]),
        (["（三十四）", "（三十五）", "（三十七）"], "missing-item", ["（三十七）"]),
        (["一、", "二、", "二、", "三、"], "numbering", ["二、"]),
        (["一、", "一、", "二、"], "numbering", ["一、"]),
        (["（一）", "（二）", "（二）"], "numbering", ["（二）"]),
        (["1.", "2.", "2.", "3."], "numbering", ["2."]),
        (["一、", "（一）", "（二）", "（一）", "（二）"], "missing-heading", ["（一）"]),
        (["（一）", "（二）", "（一）", "（二）"], "missing-heading", ["（一）", "（一）"]),
    ],
)
def test_numbers_that_skip_repeat_or_begin_anew(markers: list[str], kind: str, found: list[str]) -> None:
    assert pieces(outline(*markers), kind) == found


@pytest.mark.parametrize(
    "markers",
    [
        ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）", "三、"],
        ["一、", "1.", "2.", "二、", "3.", "4."],  # goes on over the chapters
        ["（一）", "（二）", "（三）"],
        ["1.", "（1）", "（2）", "2.", "（1）"],
        ["九、", "十、", "十一、", "十二、"],
        ["19.", "20.", "21."],
        ["一、", "二、", "一、", "二、", "三、"],  # a second text behind the first
    ],
)
def test_sound_numbering_is_left_alone(markers: list[str]) -> None:
    assert kinds(outline(*markers)) & {"numbering", "missing-item", "missing-heading"} == set()


def test_rows_of_a_table_are_numbered_as_they_like() -> None:
    rows = "\n".join(["一、税收收入", "120", "一、一般公共服务", "80", "二、非税收入", "四、其他"])
    assert kinds(rows) == set()


def test_a_bare_heading_lets_the_numbers_begin_anew() -> None:
    text = outline("（一）", "（二）") + "\n下一步工作打算\n" + outline("（一）", "（二）")
    assert pieces(text, "missing-heading") == []


def test_the_missing_numbers_are_named() -> None:
    (found,) = residues(outline("一、", "二、", "五、"))
    assert found.message == "“五、”前面是“二、”，缺“三、”“四、”。"


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("一是抓投入。三是抓队伍。", "missing-item", ["三是"]),
        ("存在问题：一是基础差；二是人才少；四是质量低。", "missing-item", ["四是"]),
        ("一是抓投入。二是抓队伍。二是抓质量。", "numbering", ["二是"]),
        ("一是抓投入。\n三是抓队伍。", "missing-item", ["三是"]),
        ("抓好几项工作。\n二是抓投入。\n三是抓队伍。", "missing-item", ["二是"]),
        ("第一，抓投入。第三，抓队伍。", "missing-item", ["第三"]),
        ("主要问题：1.底子薄；2.人才少；4.管理弱。", "missing-item", ["4."]),
    ],
)
def test_counted_items_that_skip_or_repeat(text: str, kind: str, found: list[str]) -> None:
    assert pieces(text, kind) == found


@pytest.mark.parametrize(
    "text",
    [
        "一是抓投入。二是抓队伍。三是抓质量。\n一是抓投入。二是抓队伍。",
        "一是抓投入。二要抓队伍。三是抓质量。",
        "首先抓投入。\n二是抓队伍。",
        "第一产业增长3%，第三产业增长5%。第一，抓投入。第二，抓队伍。",
        "三是两个方面的要求。",
        "统一是前提，唯一是质量。",
        "投入1.5亿元；增长2.3%；建成4.5万平方米。",
    ],
)
def test_sound_items_are_left_alone(text: str) -> None:
    assert kinds(text) & {"numbering", "missing-item"} == set()


def test_a_title_over_two_lines_is_balanced() -> None:
    assert kinds("关于印发《某项行动\n实施方案》的通知") == set()
    assert kinds("关于印发《某项行动\n实施方案的通知") == {"unbalanced-bracket"}


def test_a_repeated_sentence_is_found_at_its_second_place() -> None:
    sentence = "全县中小学校按照统一安排认真组织开展师德师风专题教育并把学习情况纳入教师年度考核的重要内容。"
    text = f"前文。{sentence}\n后文。{sentence}完。"
    (found,) = [one for one in residues(text) if one.kind == Kind.DUPLICATE]
    assert found.start == text.rindex(sentence)
    assert kinds(f"前文。{sentence}\n后文。{sentence.replace('重要', '主要')}") == set()


def test_a_repeated_paragraph_is_one_finding() -> None:
    paragraph = PROSE + LONG + "成效显著。"
    assert pieces(f"{paragraph}\n\n　　{paragraph}", "duplicate-phrase") == [paragraph]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("以上报告。\n责任编辑：\n\n附件：", ["责任编辑：", "附件："]),
        ("以上报告。\n联系人：　　联系电话：", ["联系人：　　", "联系电话："]),
        ("评价人：\n评价日期：\n", ["评价人：", "评价日期："]),
        ("附件：1.", ["附件：1."]),
        ("附件：\n1.数据表", []),
        ("联系人：张三", []),
        ("来函要求如下：", []),
        ("责任单位：\n教育局", []),
    ],
)
def test_fields_without_content(text: str, found: list[str]) -> None:
    assert pieces(text, "empty-field") == found


def test_paragraphs_that_do_not_end() -> None:
    sound = [f"（{number}）{LONG}取得成效。" for number in "一二三四"]
    assert kinds("\n".join(sound)) == set()
    assert pieces("\n".join([*sound[:3], f"{LONG}校园安全事故为", sound[3]]), "truncated")
    assert pieces("\n".join([*sound[:3], f"{LONG}在校生占比超过86%", sound[3]]), "missing-punctuation")


def test_a_text_broken_into_lines_by_a_machine_is_left_alone() -> None:
    assert kinds("\n".join(f"{LONG}{number}校园安全事故为" for number in range(9))) <= {"duplicate-phrase"}


def test_a_line_that_begins_with_a_stop() -> None:
    assert pieces("二是全面加强\n\n师德师风建设\n\n。认真贯彻", "stray-linebreak") == ["。"]
    assert pieces("表1\n，", "stray-linebreak") == ["，"]
    assert kinds("完成任务。\n“师德”建设") == set()


def test_page_numbers_within_sentences() -> None:
    page = PROSE * 3 + "推动各级"
    text = "\n".join(f"{number}、{page}" for number in range(1, 6))
    assert pieces(text, "chrome") == ["1、", "2、", "3、", "4、", "5、"]
    assert pieces(text.replace("推动各级", "推动各级。"), "chrome") == []


FULL = "全县学校共120所，在校生3万人，教师2千人；今年以来：各项工作有序推进，成效明显，群众满意。"


def test_half_width_marks_are_told_once_where_they_are_the_exception() -> None:
    assert pieces("\n".join([FULL] * 9 + [FULL.replace("推进，", "推进,")]), "half-width-punctuation") == [","]
    (found,) = [
        one
        for one in residues(
            "\n".join(
                [*(f"{i}{FULL}" for i in range(19)), FULL.replace("成效明显，", "成效明显,").replace("推进，", "推进,")]
            )
        )
        if one.kind == Kind.HALF_WIDTH
    ]
    assert "共2处" in found.message
    assert pieces("\n".join([FULL.replace("，", ",")] * 9), "half-width-punctuation") == []


def test_spaces_are_told_once_where_they_are_the_exception() -> None:
    assert pieces("\n".join([FULL] * 9 + [FULL.replace("3万人", "3 万人")]), "stray-space") == [" "]
    assert pieces("\n".join([FULL.replace("3万人", "3 万人")] * 9), "stray-space") == []


def test_full_width_commas_in_numbers() -> None:
    assert pieces(FULL + "资金3，264.5万元。", "mutilated-number") == ["3，264.5万元"]
    assert pieces("\n".join([FULL + "资金3，264.5万元。"] * 9), "mutilated-number") == []


def test_one_quantity_in_two_units() -> None:
    text = "小学生均公用经费1265元。\n安排小学生均公用经费1265万元。"
    assert pieces(text, "unit-change") == ["生均公用经费1265万元"[1:]]
    assert pieces(text.replace("1265万元", "2265万元"), "unit-change") == []
    assert pieces("全县教师3000人，全县教师3000人次", "unit-change") == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("今年（2019年）以来", ["今年（2019年）"]),
        ("去年（2021年）完成", []),
        ("去年（2018年）完成", ["去年（2018年）"]),
        ("截至2024年底", ["截至2024年"]),
        ("截至2021年底，今年（2021年）", []),
        ("截至2022年3月", []),
    ],
)
def test_years_that_the_title_contradicts(sentence: str, found: list[str]) -> None:
    assert pieces(f"某县2021年度履行教育职责情况的自评报告\n{sentence}", "stale-year") == found
    assert pieces(sentence, "stale-year") == []


def test_what_a_site_lists_below_is_not_this_text() -> None:
    assert pieces("正文。\n相关范文推荐\n总结（精选8篇“", "unbalanced-quote") == []


def test_every_kind_has_its_severity_and_is_found_by_some_test() -> None:
    of_texts = {"numbering", "missing-item", "missing-heading", "half-width-punctuation", "stray-space", "empty-field"}
    of_texts |= {"unit-change", "stale-year", "truncated", "missing-punctuation", "stray-linebreak", "placeholder"}
    tested = {kind for kind, *_ in test_lines.FOUND} | of_texts
    assert tested == {str(kind) for kind in Kind}
    assert all(severity_of(kind) for kind in Kind)


def test_nothing_is_found_in_nothing() -> None:
    assert residue_of([]) == ()
    assert residue_of(["", " ", "\u3000"]) == ()
