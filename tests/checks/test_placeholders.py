"""占位: what was left to be filled in is found, ordinary prose is left alone."""

import csv
from collections.abc import Iterator

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop import assets
from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.checks.placeholders import find_marks, occurrences
from eduduty_desktop.draft import Draft, Finding, Key
from eduduty_desktop.draft.finding import is_waived, waiver_for
from eduduty_desktop.draft.narrative import escape, pieces
from eduduty_desktop.draft.records import Narrative, Problem, Remedy, Text
from tests.draft.small import draft_of

TEXT = Key("narratives", "s1.p2")


def marks(text: str) -> list[str]:
    return [mark for _, _, mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("指出学校问题??个", "??"),
        ("指出学校问题？？个", "？？"),
        ("xx市教育局", "xx"),
        ("XX县人民政府", "XX"),
        ("××县人民政府", "××"),
        ("庆祝中国**成立", "**"),
        ("联系人***", "***"),
        ("经费＊＊万元", "＊＊"),
        ("具体名单（略）", "（略）"),
        ("具体名单(略)", "(略)"),
        ("共____所", "____"),
        ("共＿＿＿所", "＿＿＿"),
        ("完成率为〔待填〕", "〔待填〕"),
        ("完成率为〔待填：财政局〕", "〔待填：财政局〕"),
        ("【待补充】", "【待补充】"),
        ("[请填写校名]", "[请填写校名]"),
        ("【此处插入照片】", "【此处插入照片】"),
        ("数据待补充", "待补充"),
        ("金额待填写", "待填写"),
        ("新建学校x所", "x"),
        ("投入×万元", "×"),
        ("共○○所", "○○"),
        ("共□□所", "□□"),
        ("内容………", "………"),
    ],
)
def test_a_placeholder_is_found(text: str, mark: str) -> None:
    assert marks(text) == [mark]
    start, end, _ = next(find_marks(text))
    assert text[start:end] == mark


@pytest.mark.parametrize(
    "text",
    [
        "这样做对吗?",
        "这样做对吗？！",
        "“5+2”课后服务",
        "3×4=12",
        "1×2米的展板",
        "教室长9×宽7米",
        "A4纸",
        "*注：含民办学校",
        "X光机3台",
        "B超、x射线检查",
        "Excel表格",
        "二○○八年",
        "一九九○年",
        "二○一○年至二○二○年",
        "真是……",
        "学校简介（略有改动）",
        "师资有待补充",
        "短板尚待补充",
        "一_二",
        "[2021]16号",
        "〔2021〕16号",
        "【重点工作】",
        "A_B__C",
        "",
    ],
)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    assert marks(text) == []


def sample_texts() -> Iterator[str]:
    folder = assets.path("resources", "samples")
    for file in folder.glob("*/sample.yaml"):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        for value in (data["cover"], data["headings"], data["texts"]):
            yield from (str(text) for text in value.values())
    for file in folder.glob("*/figures.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            yield from (cell for row in csv.reader(stream) for cell in row)


def test_the_samples_own_texts_hold_no_placeholder() -> None:
    texts = list(sample_texts())
    assert sum(len(text) for text in texts) > 5000
    assert [(mark, text[:40]) for text in texts for piece in pieces(text) for mark in marks(piece.text)] == []


@given(st.text(alphabet="?？*xX×_…□○（略）【待请填】〔〕[]个县A1\\{}", max_size=40))
def test_offsets_lead_into_the_source(text: str) -> None:
    for found in placeholders(draft_of({TEXT: Narrative("前" + escape(text))})):
        source = "前" + escape(text)
        assert found.subject.rpartition("#")[0] in source[found.place.start : found.place.end]


def test_very_long_runs_are_no_burden() -> None:
    for unit in ("?", "*", "x", "_", "…", "□", "【待", "〔待填", "（略", "个x"):
        text = unit * (200_000 // len(unit))
        assert sum(len(mark) for mark in marks(text)) <= len(text)


# in a draft -----------------------------------------------------------------------------------------------


def placeholders(draft: Draft, code: str = "text.placeholder") -> list[Finding]:
    return [f for f in Runner(shipped_checks(), draft).findings() if f.code == code]


@pytest.mark.parametrize(
    ("key", "record", "node", "words"),
    [
        (TEXT, Narrative("建成??个。"), "s1.p2", "一（二）研究教育的正文"),
        (Key("narratives", "profile"), Narrative("建成??个。"), "profile", "基本情况的正文"),
        (Key("narratives", "lead"), Narrative("根据××通知。"), "lead", "导语的正文"),
        (Key("headings", "s2.a"), Text("××工作"), "s2.a", "二（一）学生体质的正文标题"),
        (Key("cover", "county"), Text("xx县"), "cover", "封面信息"),
    ],
)
def test_every_text_that_goes_upward_is_read(key: Key, record: msgspec.Struct, node: str, words: str) -> None:
    (found,) = placeholders(draft_of({key: record}))
    assert (found.place.node, found.place.table, found.place.row) == (node, key.table, key.row)
    assert words in found.message


def test_notes_to_self_are_not_read() -> None:
    assert placeholders(draft_of({Key("notes", "s1.p2"): Text("问??")})) == []


def test_links_are_no_placeholders_but_what_stands_around_them_is() -> None:
    assert placeholders(draft_of({TEXT: Narrative("共{{staff.total|xx}}。")})) == []
    (found,) = placeholders(draft_of({TEXT: Narrative("共{{staff.total}}??。")}))
    assert (found.place.start, found.place.end) == (16, 18)


def test_a_finding_keeps_its_name_when_others_come_and_go() -> None:
    def of(text: str) -> dict[str, Finding]:
        return {f.subject: f for f in placeholders(draft_of({TEXT: Narrative(text)}))}

    before = of("甲××，乙??，丙??")
    assert set(before) == {"××#0", "??#0", "??#1"}
    waiver = waiver_for(before["??#0"], "原文如此", "李某")
    after = of("（略）丁，甲，乙??，丙")
    assert set(after) == {"（略）#0", "??#0"}
    assert is_waived(after["??#0"], [waiver])


def test_two_remedies_of_one_wording_are_two_findings() -> None:
    problem = Problem(text="问题??", remedies=(Remedy("由××局办。"), Remedy("由××局办。")))
    found = placeholders(draft_of({Key("problems", "1"): problem}), "text.placeholder_in_problem")
    assert len({f.identity for f in found}) == len(found) == 3


def test_a_link_keeps_its_name_when_another_is_put_before_it() -> None:
    def of(text: str) -> set[str]:
        return {f.subject for f in placeholders(draft_of({TEXT: Narrative(text)}), "text.link_empty")}

    assert of("{{staff.other}}{{staff.other}}") == {"{{staff.other}}#0", "{{staff.other}}#1"}
    assert of("{{fund.current}}{{staff.other}}") == {"{{fund.current}}#0", "{{staff.other}}#0"}


def test_a_required_figure_that_is_missing_is_reported_once() -> None:
    draft = draft_of({TEXT: Narrative("开会{{meeting.count}}，{{meeting.count|previous}}。")})
    assert [f.subject for f in placeholders(draft, "text.link_empty")] == ["{{meeting.count|previous}}#0"]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("{{no.such}}", "不在本指标体系"),
        ("{{staff.other|prev}}", "不认识的写法“prev”"),
    ],
)
def test_a_link_that_cannot_print_is_named(link: str, words: str) -> None:
    (found,) = placeholders(draft_of({TEXT: Narrative(f"共{link}。")}), "text.link")
    assert words in found.message
    assert (found.place.start, found.place.end) == (1, 1 + len(link))


@given(st.lists(st.sampled_from("abc")))
def test_occurrences_number_equal_texts(texts: list[str]) -> None:
    counts = list(occurrences(texts))
    for i, count in enumerate(counts):
        assert count == texts[:i].count(texts[i])
