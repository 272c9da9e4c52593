"""送审稿, 报送稿 and 公示版 as files: what each carries, and what it must not."""

import html
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from eduduty_desktop.document.blocks import Heading, Paragraph
from eduduty_desktop.document.names import Edition
from eduduty_desktop.document.report import build_report
from eduduty_desktop.document.traces import traces
from eduduty_desktop.draft import CURRENT, Draft, Finding, Key
from eduduty_desktop.draft.masking import WITHHELD
from eduduty_desktop.draft.records import Entry, Evidence, Growth, Narrative, Problem, Remedy, Text, Waiver
from eduduty_desktop.draft.withholding import Choice, texts_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.baseline import baseline_of, read_baseline, unpacked
from eduduty_desktop.workspace.exporting import export, planned, public_warnings
from eduduty_desktop.workspace.sending import Form, Order, send
from tests.document import example
from tests.office.schemas import disorders

NOW = datetime(2022, 1, 5, 9, 30, tzinfo=UTC)
TRACE = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="_ed_(\d+)"/>|<w:bookmarkEnd w:id="\d+"/>')
PERSON, PLACE = "李晓峰", "溪口·机密目录"


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(content: bytes) -> str:
    """A part as text; openpyxl writes Han characters as references."""
    return html.unescape(content.decode())


def all_text(file: Path) -> str:
    return "".join(map(text_of, parts(file).values()))


def written(draft: Draft, folder: Path, edition: Edition, findings: tuple[Finding, ...] = ()) -> dict[str, Path]:
    return {one.kind: one.path for one in export(draft, findings, folder / edition, edition=edition, now=NOW)}


def with_records(draft: Draft, records: dict[Key, object]) -> Draft:
    return draft.apply([draft.change(key, record) for key, record in records.items()])  # type: ignore[arg-type]


@pytest.fixture
def draft() -> Draft:
    """The example with names, paths and notes that must not leave the house."""
    return with_records(
        example.draft(),
        {
            Key("cover", "contact"): Text(f"{PERSON} 0745-7654321"),
            Key("notes", "s1.p1"): Text(f"问{PERSON}"),
            Key("waivers", "1"): Waiver("x", (), "理由", PERSON),
            Key("evidence", "e1"): Evidence(("s1.p1",), 1, "会议纪要", file=f"C:\\Users\\{PLACE}\\纪要.pdf"),
            Key("cover", "signed.checker"): Text(PERSON),
        },
    )


# 送审稿 and 报送稿 -------------------------------------------------------------------------------------------


def test_review_and_final_differ_in_traces_only(draft: Draft, tmp_path: Path) -> None:
    review, final = (written(draft, tmp_path, edition) for edition in (Edition.REVIEW, Edition.FINAL))
    ours, theirs = parts(review["report"]), parts(final["report"])
    assert list(ours) == list(theirs)
    different = {name for name in ours if ours[name] != theirs[name]}
    assert different == {"word/document.xml"}
    traced, clean = (one["word/document.xml"].decode() for one in (ours, theirs))
    assert TRACE.sub("", traced) == clean
    assert len(TRACE.findall(traced)) > 50
    assert parts(review["appendix"]) == parts(final["appendix"])


def test_every_trace_is_a_bookmark_round_the_words_that_the_baseline_keeps(draft: Draft, tmp_path: Path) -> None:
    xml = parts(written(draft, tmp_path, Edition.REVIEW)["report"])["word/document.xml"].decode()
    kept = unpacked(read_baseline(baseline_of(draft)))
    assert kept is not None
    assert [spot.number for spot in kept.traces] == list(range(1, len(kept.traces) + 1))
    for spot in kept.traces:
        begin, end = (
            f'<w:bookmarkStart w:id="{spot.number}" w:name="{spot.name}"/>',
            f'<w:bookmarkEnd w:id="{spot.number}"/>',
        )
        assert (xml.count(begin), xml.count(end)) == (1, 1)
        inside = xml[xml.index(begin) + len(begin) : xml.index(end)]
        assert "<w:p>" not in inside
        words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", inside))
        assert words == spot.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_traced_report_keeps_the_order_of_the_schema(draft: Draft, tmp_path: Path) -> None:
    assert disorders(written(draft, tmp_path, Edition.REVIEW)["report"]) == []


def test_a_trace_names_its_record_and_the_range_of_its_source(draft: Draft) -> None:
    blocks = build_report(draft)
    spots = traces(blocks)
    source = draft.text("narratives", "s2.1.1.1")
    mine = [spot for spot in spots if spot.key == Key("narratives", "s2.1.1.1")]
    assert source[mine[0].start : mine[0].end] == source.split("\n")[0]
    traced = [block for block in blocks if isinstance(block, (Heading, Paragraph)) and block.trace is not None]
    assert len(spots) > len(traced) > 20
    assert all(spot.text for spot in spots if spot.column < 0)


def test_a_final_report_holds_nothing_that_leads_back(draft: Draft, tmp_path: Path) -> None:
    final = written(draft, tmp_path, Edition.FINAL)
    report, appendix = parts(final["report"]), parts(final["appendix"])
    for name, content in {**report, **{f"x/{name}": one for name, one in appendix.items()}}.items():
        text = text_of(content)
        for trace in ("bookmark", "_ed_", "rsid", "w:sdt", "commentRange", PERSON, PLACE, "Users", "s1.p1<", "waiver"):
            assert trace not in text, f"{trace} in {name}"
        assert "customXml" not in name
        assert "custom.xml" not in name
    for files in (report, appendix):
        core = files["docProps/core.xml"].decode()
        assert re.findall(r"<dc:creator>[^<]+|<cp:lastModifiedBy>[^<]+|<dc:description>[^<]+", core) == []


def test_an_unwaived_error_blocks_final_and_public(draft: Draft, tmp_path: Path) -> None:
    for edition in (Edition.FINAL, Edition.PUBLIC):
        with pytest.raises(UserError, match=f"不能导出{edition.label}"):
            written(draft, tmp_path, edition, tuple(example.findings()))
        assert not (tmp_path / edition).exists()
    waived = with_records(draft, {Key("waivers", "2"): example.waiver()})
    assert set(written(waived, tmp_path, Edition.PUBLIC, tuple(example.findings()))) == {"report", "appendix"}


# 公示版 -----------------------------------------------------------------------------------------------------

SECRETS = ("70283", "57926.181", "57314.66", "611.521", "1.07", "77.02", "5.79亿", "9012.5", "3.61", PERSON, "0745")


@pytest.fixture
def secret() -> Draft:
    """Values that occur nowhere by chance, said in every place where words may stand."""
    said = "经费57926.181万元（约5.79亿元）"
    draft = with_records(
        example.draft(),
        {
            Key("figures", "teacher.urban.total", CURRENT): Entry(Decimal(91252)),
            Key("figures", "teacher.urban.bachelor", CURRENT): Entry(Decimal(70283), note="其中70283人为县聘"),
            Key("figures", "party.visits", CURRENT): Entry(Decimal(20), note=f"按{said}安排"),
            Key("growths", "fund.pupil.primary"): Growth(Decimal("3.61")),
            Key("headings", "s1.p1"): Text(f"高位推动，{said}"),
            Key("cover", "title"): Text(f"溪口市自评报告（{said}）"),
            Key("cover", "layout.note"): Text(f"联系人{PERSON}，电话0745-7654321"),
            Key("cover", "contact"): Text(f"{PERSON} 0745-7654321"),
            Key("cover", "layout.attached"): Text("数据表、佐证目录"),
            Key("evidence", "e1"): Evidence(
                ("s1.p1",), 1, f"关于{said}的纪要", file="附件57926.181.pdf", provider=PERSON, pages="70283"
            ),
            Key("problems", "q1"): Problem(
                1, f"{said}不足。", "自查", ("s1.p1",), (), (Remedy(f"补足{said}", "财政局", PERSON),)
            ),
            Key("narratives", "next_steps"): Narrative(
                f"投入57,926.181万元，即{said}；本科以上70283人，由{PERSON}负责。"
            ),
        },
    )
    texts = texts_of(Choice(("fund.total", "teacher.urban.bachelor", "fund.pupil.primary"), (PERSON,)))
    return with_records(draft, dict(texts))


def test_a_public_edition_holds_no_withheld_value_anywhere(secret: Draft, tmp_path: Path) -> None:
    review, public = (written(secret, tmp_path, edition) for edition in (Edition.REVIEW, Edition.PUBLIC))
    assert set(public) == {"report", "appendix"}, "nothing internal lies beside it"
    for kind in ("report", "appendix"):
        before = all_text(review[kind])
        assert "57926.181" in before, "the test looks where values are"
        assert "（约5.79亿元）的纪要" in before or kind == "report"
        for name, content in parts(public[kind]).items():
            for value in SECRETS:
                assert value not in text_of(content), f"{value} in {name} of {kind}"
        assert not [value for value in SECRETS if value in public[kind].name]
        assert WITHHELD in all_text(public[kind])
    assert "91252" in all_text(public["report"]), "what is not withheld stays"


def test_what_is_sent_publicly_holds_none_either(secret: Draft, tmp_path: Path) -> None:
    order = Order(Edition.PUBLIC, frozenset({Form.FOLDER, Form.ARCHIVE, Form.LETTER}), to="a@example.com")
    sent = send(secret, (), tmp_path, order, now=NOW)
    archive = next(one.path for one in sent.files if one.kind == "archive")
    for name, content in parts(archive).items():
        assert not [value for value in SECRETS if value in name]
        if name.endswith(".json"):
            assert not [value for value in SECRETS if value in content.decode()]
    letter = next(one.path for one in sent.files if one.kind == "letter").read_text(encoding="utf-8", errors="replace")
    assert not [value for value in SECRETS if value in letter]


def test_a_classified_report_is_not_published(draft: Draft, tmp_path: Path) -> None:
    classified = with_records(draft, {Key("cover", "layout.secrecy"): Text("秘密★1年")})
    with pytest.raises(UserError, match="密级“秘密★1年”"):
        written(classified, tmp_path, Edition.PUBLIC)


def test_a_figure_that_others_give_away_is_named(draft: Draft) -> None:
    chosen = with_records(draft, dict(texts_of(Choice(("teacher.rate",)))))
    (warning,) = public_warnings(chosen)
    assert "“本科以上比例”可以由公开的“城区专任教师”、“城区本科以上教师”算出来" in warning
    assert public_warnings(draft) == []


def test_planned_names_are_those_that_are_written(secret: Draft, tmp_path: Path) -> None:
    for edition in Edition:
        assert planned(secret, tmp_path / edition, edition) == written(secret, tmp_path, edition)
