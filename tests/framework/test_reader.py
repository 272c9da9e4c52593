"""The strict reader: every kind of mistake is refused at its line, with the closest right word."""

from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.framework import Framework, Standard
from eduduty_desktop.framework.reader import MAX_BYTES, FrameworkError, read_framework, read_standards

GOOD = """\
id: county
title: 评价指标体系
year: 2024
level: county
region: 某省
basis: 测试
groups:
  per_pupil: {label: 生均支出}
metrics:
  staff.total:
    label: 教职工总数
    unit: 人
    kind: count
    required: 总数是分母。
  staff.part:
    label: 其中：义务教育
    unit: 人
    kind: count
    printed_in:
      - p1
  fund.primary:
    label: 生均支出
    unit: 元
    kind: money
    group: per_pupil
    stage: primary
    standard: two_no_decrease
    bounds: {min: 0, max: 99999, because: 生均支出不会更多。}
  staff.rate:
    label: 占比
    unit: "%"
    kind: percent
    decimals: 2
    formula: staff.part / staff.total * 100
profile:
  metrics: [staff.total, staff.part]
sections:
  - id: s1
    number: 一
    title: 经费
    children:
      - id: p1
        number: (一)
        title: 投入
        full_score: 2.50
        metrics:
          - fund.primary
          - staff.rate
relations:
  - id: parts
    expr: staff.part <= staff.total
    severity: 错误
    because: 部分不大于全部。
vetoes:
  - {id: v1, text: 发生重大事故}
score_style: none
"""
STANDARDS = {"two_no_decrease": Standard("two_no_decrease", "两个只增不减", "元", "yoy_not_decrease")}


def read(tmp_path: Path, text: str | bytes) -> Framework:
    file = tmp_path / "notice.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_framework(file, STANDARDS)


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


def narrow(text: str) -> str:
    """A message without the difference between half and full width marks."""
    return text.translate(str.maketrans("，：（）？", ",:()?"))


def line_of(text: str, words: str) -> int:
    return next(i for i, line in enumerate(text.splitlines(), 1) if words in line)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    framework = read(tmp_path, GOOD)
    assert list(framework.nodes) == ["s1", "p1"]
    assert framework.place_of_metric["staff.total"] == "profile"
    assert str(framework.points[0].full_score) == "2.50"
    assert framework.standards == STANDARDS
    assert framework.metrics["staff.part"].printed_in == ("p1",)
    assert read(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()) == framework, "a byte order mark is no matter"
    assert read(tmp_path, GOOD.replace("\n", "\r\n")) == framework


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        # keys
        ("    label: 教职工总数", "    lable: 教职工总数", "lable", "不认识的键“lable”,是不是“label”?"),
        ("level: county", "levle: county", "levle", "是不是“level”?"),
        ("        full_score: 2.50", "        fullscore: 2.50", "fullscore", "是不是“full_score”?"),
        ("    severity: 错误", "    severty: 错误", "severty", "是不是“severity”?"),
        ("title: 评价指标体系", "title: 评价指标体系\ntitle: 又一个", "又一个", "键“title”重复"),
        ("  staff.part:\n", "  staff.total:\n", "", "键“staff.total”重复"),
        ("    kind: count\n    required", "    required", "教职工总数", "缺少键“kind”"),
        ("level: county\n", "", "id: county", "缺少键“level”"),
        ("basis: 测试", "[basis]: 测试", "[basis]", "键必须是文字"),
        # types
        ("year: 2024", "year: 今年", "今年", "应为整数,不是“今年”"),
        ("year: 2024", "year: 2024.5", "2024.5", "应为整数"),
        ("year: 2024", "year: 2_024", "2_024", "应为整数"),
        ("year: 2024", "year: ２０２４", "２０２４", "应为整数"),
        ("year: 2024", "year: [2024]", "[2024]", "应为一个值"),
        ("full_score: 2.50", "full_score: 很多", "很多", "应为数,不是“很多”"),
        ("full_score: 2.50", "full_score: .nan", ".nan", "应为数"),
        ("full_score: 2.50", "full_score: 1e3", "1e3", "应为数"),
        ("decimals: 2", "decimals: two", "decimals: two", "应为整数"),
        ("decimals: 2", "decimals: 7", "decimals: 7", "0 到 6"),
        ("  metrics: [staff.total, staff.part]", "  metrics: staff.total", "metrics: staff.total", "应为列表"),
        ("profile:\n", "profile: []\nx:\n", "profile: []", "应为“键: 值”"),
        (
            "    kind: count",
            "    kind: cuont",
            "cuont",
            "可用:count、money、percent、percent_points、ratio、number、yesno、text,是不是“count”?",
        ),
        ("    stage: primary", "    stage: prmary", "prmary", "是不是“primary”?"),
        ("score_style: none", "score_style: nowhere", "nowhere", "可用:lead、heading、item_end、appendix、none"),
        ("    severity: 错误", "    severity: 致命", "致命", "可用:错误、警告、提示"),
        ("score_style: none", "layout: Z", "layout: Z", "可用:A、B、C、D、E"),
        # references
        ("          - staff.rate", "          - staff.rat", "- staff.rat", "没有定义,是不是“staff.rate”?"),
        ("[staff.total, staff.part]", "[staff.totl, staff.part]", "staff.totl", "是不是“staff.total”?"),
        ("      - p1", "      - p2", "- p2", "测评点“p2”不存在,是不是“p1”?"),
        ("staff.part / staff.total", "staff.prt / staff.total", "staff.prt", "是不是“staff.part”?"),
        ("expr: staff.part", "expr: staff.parts", "staff.parts", "是不是“staff.part”?"),
        ("standard: two_no_decrease", "standard: two_no_decreas", "two_no_decreas", "是不是“two_no_decrease”?"),
        ("group: per_pupil", "group: per_pupils", "per_pupils", "是不是“per_pupil”?"),
        # places
        ("          - staff.rate", "          - staff.rate\n          - staff.part", "metrics: [staff", "出现在 2 处"),
        ("          - staff.rate\n", "", "staff.rate:", "没有放进任何测评点"),
        # formulas and relations
        ("staff.total * 100", "staff.total * ", "formula", "末尾缺少"),
        ("staff.part / staff.total * 100", "staff.part ÷ staff.total", "formula", "“÷”不能出现"),
        ("staff.part / staff.total * 100", "100", "formula", "没有用到任何指标数据"),
        ("staff.part <= staff.total", "staff.part", "expr", "缺少 = <= >= < > 中的一个"),
        ("staff.part / staff.total * 100", "staff.rate + 1", "formula: staff.rate", "staff.rate → staff.rate"),
        ("staff.part / staff.total", "staff.rate@previous / staff.total", "formula", "成环"),
        ("formula: staff.part / staff.total * 100", 'formula: "(((((((((((((((((((((((((((((((a"', "((a", "嵌套太深"),
        ("because: 生均支出不会更多。", "becuse: x", "becuse", "是不是“because”?"),
        # bounds
        ("min: 0, max: 99999", "min: 5, max: 4", "bounds", "min(5)大于 max(4)"),
        ("min: 0, max: 99999, ", "", "bounds", "要写 min 或 max"),
        # targets and words
        (
            "    decimals: 2",
            '    targets: [{comparison: "约", deadline: 2024-12-31}]',
            "comparison",
            "比较方式“约”不认识",
        ),
        ("    decimals: 2", '    targets: [{comparison: ">=", deadline: "20241231"}]', "20241231", "2019-12-31 的样子"),
        ("    decimals: 2", '    targets: [{comparison: ">=", deadline: 年底}]', "年底", "2019-12-31 的样子"),
        (
            "    decimals: 2",
            '    targets: [{comparison: ">=", deadline: 2024-12-31, value: 3, max: 2}]',
            "max: 2",
            "不小于它",
        ),
        ("    decimals: 2", '    targets: [{comparison: ">=", deadline: 2024-12-31, max: 2}]', "max: 2", "一起写"),
        ("    kind: percent", "    kind: text", "kind: text", "不能有公式和目标"),
        # ids and depth
        ("- id: p1", "- id: s1 # 又", "# 又", "编号“s1”重复"),
        ("- id: p1", "- id: profile", "id: profile", "保留字"),
        ("- id: p1", "- id: lead", "id: lead", "保留字"),
        ("  fund.primary:", "  Fund.primary:", "", "没有定义"),
        ("{id: v1, text: 发生重大事故}", "{id: v1, text: 甲}\n  - {id: v1, text: 乙}", "乙", "一票否决编号“v1”重复"),
    ],
)
def test_a_mistake_is_refused_at_its_line(tmp_path: Path, old: str, new: str, at: str, words: str) -> None:
    text = changed(old, new)
    with pytest.raises(FrameworkError) as caught:
        read(tmp_path, text)
    assert narrow(words) in narrow(caught.value.message)
    assert caught.value.what_to_do
    name, _, line = caught.value.place.partition(":")
    assert name == "notice.yaml"
    if at:
        assert int(line) == line_of(text, at)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "文件是空的"),
        ("# 只有注释\n", 1, "文件是空的"),
        ("id: &a county\ntitle: x\n", 1, "锚点"),
        ("id: county\ntitle: *a\n", 2, "别名"),
        ("id: county\ntitle: !!python/object:os.system x\n", 2, "标签"),
        ("id: county\ntitle: !own x\n", 2, "标签"),
        ("id: county\n---\nid: other\n", 2, "YAML"),
        ("id: county\nmetrics:\n\tstaff: x\n", 3, "YAML"),
        ('id: county\ntitle: "没有完\n', 3, "YAML"),
        ("id: county\ntitle: a: b\n", 2, "YAML"),
        ("id: county\x00\n", 1, "YAML"),
        ("- id: county\n", 1, "应为“键: 值”"),
        ("只是一句话\n", 1, "应为“键: 值”"),
        ("[" * 50_000 + "]" * 50_000, 1, "嵌套太深"),
        ("{a: " * 5_000 + "}" * 5_000, 1, "嵌套太深"),
        ("sections: " + "[{children: " * 500 + "[]" + "}]" * 500, 1, "嵌套太深"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(FrameworkError) as caught:
        read(tmp_path, text)
    assert narrow(words) in narrow(caught.value.message)
    assert caught.value.place == f"notice.yaml:{line}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.encode("gbk"), "UTF-8"),
        (GOOD.encode("utf-16"), "UTF-8"),
        (b"#" * (MAX_BYTES + 1), "不像"),
    ],
)
def test_another_encoding_or_size_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(FrameworkError) as caught:
        read(tmp_path, content)
    assert narrow(words) in narrow(caught.value.message)


def test_a_missing_file_or_a_folder_is_the_users_matter(tmp_path: Path) -> None:
    for path in (tmp_path / "no.yaml", tmp_path):
        with pytest.raises(FrameworkError, match="读不到文件"):
            read_framework(path, {})


def test_scalars_stay_text(tmp_path: Path) -> None:
    text = changed("title: 评价指标体系", "title: 1:19").replace("region: 某省", "region: 010").replace("测试", "no")
    framework = read(tmp_path, text)
    assert (framework.title, framework.region, framework.basis) == ("1:19", "010", "no")
    for word in ("yes", "null", "~", "0x10", "2021-01-01", "1_000", "1e3"):
        assert read(tmp_path, changed("region: 某省", f"region: {word}")).region == word


def test_a_cycle_over_several_formulas_is_named(tmp_path: Path) -> None:
    text = changed("    kind: count\n    required", "    kind: count\n    formula: staff.rate * 2\n    required")
    with pytest.raises(FrameworkError, match="成环") as caught:
        read(tmp_path, text)
    assert "staff.total → staff.rate → staff.total" in caught.value.message


def test_sections_nest_three_deep_at_most(tmp_path: Path) -> None:
    def nested(depth: int) -> str:
        head, tail = GOOD[: GOOD.index("sections:")], GOOD[GOOD.index("relations:") :]
        point = "{id: p1, number: '1', title: 点, metrics: [fund.primary, staff.rate]}"
        for level in range(depth, 0, -1):
            point = f"{{id: n{level}, number: '1', title: 层, children: [{point}]}}"
        return f"{head}sections: [{point}]\n{tail}"

    assert len(read(tmp_path, nested(3)).nodes) == 4
    with pytest.raises(FrameworkError, match="嵌套超过 3 层"):
        read(tmp_path, nested(4))


def test_the_files_own_standard_goes_before_the_librarys(tmp_path: Path) -> None:
    own = "standards:\n  two_no_decrease: {name: 本通知的, unit: 元, comparison: yoy_not_decrease}\n"
    assert read(tmp_path, GOOD + own).standards["two_no_decrease"].name == "本通知的"
    with pytest.raises(FrameworkError, match="比较方式“yoy_not_decreas”不认识"):
        read(tmp_path, GOOD + own.replace("yoy_not_decrease}", "yoy_not_decreas}"))


def test_standards_are_read_by_id(tmp_path: Path) -> None:
    file = tmp_path / "standards.yaml"
    file.write_text(
        "standards:\n  ratio:\n    name: 师生比\n    unit: 比\n    comparison: '>='\n    value: 1:19\n"
        "    by_stage: {primary: 1:19, junior: 1:13.5}\n    by_year: {2021: '1'}\n    verified: false\n",
        encoding="utf-8",
    )
    found = read_standards(file)["ratio"]
    assert (found.id, found.value, found.verified) == ("ratio", "1:19", False)
    assert found.by_stage == {"primary": "1:19", "junior": "1:13.5"}
    assert found.by_year == {"2021": "1"}
    file.write_text(file.read_text(encoding="utf-8").replace("verified: false", "verified: no"), encoding="utf-8")
    with pytest.raises(FrameworkError, match="应为 true 或 false"):
        read_standards(file)
    file.write_text("standards:\n  a: {name: x, unit: 元, comparison: '=', by_stage: {nowhere: '1'}}\n")
    with pytest.raises(FrameworkError, match="nowhere"):
        read_standards(file)


def test_the_model_survives_its_own_serialisation(tmp_path: Path) -> None:
    framework = read(tmp_path, GOOD)
    assert msgspec.json.decode(msgspec.json.encode(framework), type=Framework) == framework
