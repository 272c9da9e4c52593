"""Next year's draft file: made beside the old one, which stays as it is; filled, checked and exported as a second year."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.last_year import shown
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.draft.values import growth, print_growth
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.library import Library
from eduduty_desktop.store import DraftFile
from eduduty_desktop.workspace.drafts import now, open_draft, read_draft
from eduduty_desktop.workspace.rolling import roll_draft
from eduduty_desktop.workspace.samples import sample_draft

BUDGET = "fund.public_budget_total"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "洪江市2021年度自评.eduduty"
    DraftFile.create(path, sample_draft(), who="测试", clock=now).close()
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_arguments, **_options: 0)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_old_file_stays_and_every_value_says_where_it_is_from(old: Path, tmp_path: Path) -> None:
    before = digest(old)
    done = roll_draft(old, tmp_path / "新", year=2022, data=tmp_path / "data")
    assert digest(old) == before
    assert done.path == (tmp_path / "新.eduduty").resolve()
    new = read_draft(done.path)
    assert new.id != read_draft(old).id
    assert new.text("cover", "title") == "洪江市人民政府关于2022年度履行教育职责情况的自评报告"
    assert new.record(Key("figures", BUDGET, PREVIOUS), Entry).amount == Decimal("57926.181")
    opened = open_draft(done.path, data=tmp_path / "data")
    (line,) = opened.history(Key("figures", BUDGET, PREVIOUS))
    opened.close()
    assert (line.label, line.cause) == ("从上年自评稿滚动", "上年自评稿 洪江市2021年度自评.eduduty")


def test_a_second_year_is_filled_checked_and_exported(old: Path, tmp_path: Path, capsys) -> None:
    new = tmp_path / "二.eduduty"
    assert run("roll", old, "-o", new, "--year", 2022, "--json") == 0
    rolled = json.loads(capsys.readouterr().out)
    assert (rolled["year"], rolled["framework"]) == (2022, "hn-2021-hongjiang")
    carried = next(item for item in rolled["items"] if item["what"] == "2021年的数据，作为上年数")
    assert (carried["fate"], carried["count"]) == ("kept", 171)
    workbook = tmp_path / "二.csv"
    workbook.write_text(f"指标,单位,本年\n{BUDGET},万元,60000\n", encoding="utf-8")
    assert run("fill", new, workbook) == 0
    draft = read_draft(new)
    assert print_growth(growth(draft, BUDGET)) == "增长3.58%"
    capsys.readouterr()
    assert run("check", new, "--json") == 1
    codes = {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert {"last_year.unconfirmed", "completeness.narrative"} <= codes
    assert not codes & {"year.stale", "year.power", "year.jump", "year.same_period"}
    assert run("export", new, "-o", tmp_path / "出") == 0
    assert any(path.suffix == ".docx" for path in (tmp_path / "出").iterdir())


def test_another_framework_loses_nothing_silently(old: Path, tmp_path: Path, capsys) -> None:
    new = tmp_path / "川.eduduty"
    assert run("roll", old, "-o", new, "--year", 2022, "--framework", "sc-2021-huidong") == 0
    said = capsys.readouterr().out
    assert "! 没有对应项：数据 167 项（记在上年内容里，没有填进任何一栏）" in said
    draft = read_draft(new)
    assert draft.framework.id == "sc-2021-huidong"
    texts = "\n".join(shown(record.text) for record in draft.rows("last_year").values())
    was = sample_draft()
    carried = {row for row, slot in draft.rows("figures") if slot == PREVIOUS}
    for (row, slot), entry in was.rows("figures").items():
        if slot == CURRENT and entry.amount is not None and row not in carried:
            assert was.framework.metrics[row].printed_label.removeprefix("其中：") in texts, row


@pytest.mark.parametrize(
    ("year", "said"), [(2021, "不能是2021年度"), (1999, "年度“1999”不对"), (2020, "请把年度改为2022")]
)
def test_an_impossible_year_is_refused(old: Path, tmp_path: Path, year: int, said: str) -> None:
    with pytest.raises(UserError) as refused:
        roll_draft(old, tmp_path / "新.eduduty", year=year, data=tmp_path / "data")
    assert said in refused.value.one_line()
    assert not (tmp_path / "新.eduduty").exists()


def test_a_file_that_is_there_is_not_overwritten(old: Path, tmp_path: Path, capsys) -> None:
    before = digest(old)
    assert run("roll", old, "-o", old, "--year", 2022) == 2
    assert "已经存在" in capsys.readouterr().err
    assert digest(old) == before


def test_a_draft_that_does_not_say_its_year_is_refused(tmp_path: Path) -> None:
    import msgspec

    framework = msgspec.structs.replace(Library.shipped().load("sc-2021-huidong"), year=None)
    path = tmp_path / "无年度.eduduty"
    draft = Draft("d", framework)
    draft = draft.apply([draft.change(Key("cover", "county"), Text("会东县"))])
    DraftFile.create(path, draft, who="测试", clock=now).close()
    with pytest.raises(UserError, match="没有写年度"):
        roll_draft(path, tmp_path / "新.eduduty", year=2022, data=tmp_path / "data")
