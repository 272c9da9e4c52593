"""Every registered check fires, stays silent, has a manual page, and reads no more than it declares."""

import re

import pytest
from hypothesis import given

from eduduty_desktop import assets
from eduduty_desktop.checks import Case, Check, Registry, Runner, UndeclaredReadError, View, shipped_checks
from eduduty_desktop.draft import Draft, Finding, Key, Place
from eduduty_desktop.draft.finding import is_waived, waiver_for
from eduduty_desktop.framework import Severity
from eduduty_desktop.framework.validation import validate
from tests.checks.edits import drafts
from tests.checks.pairs import PAIRS
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

CODES = list(shipped_checks().checks)


def findings(draft: Draft, code: str = "") -> list[Finding]:
    return [found for found in Runner(shipped_checks(), draft).findings() if found.code == code or not code]


def test_the_small_framework_obeys_the_rules() -> None:
    def fail(path: tuple[str, ...], text: str) -> None:
        raise AssertionError(f"{path}: {text}")

    validate(FRAMEWORK, FRAMEWORK.standards, fail)  # type: ignore[arg-type]


def test_every_check_has_a_pair_and_no_pair_is_left_over() -> None:
    assert list(PAIRS) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_check_fires(code: str) -> None:
    pair = PAIRS[code]
    found = findings(pair.drafts()[0], code)
    node, metric, row = pair.leads_to
    places = [(f.place.node, f.place.metric, f.place.row) for f in found]
    assert places == [(node, metric, row)], "exactly one finding, at its place"
    assert found[0].code == code
    assert found[0].message.endswith(("。", "”"))
    assert found[0].advice.endswith("。")
    assert "None" not in found[0].message + found[0].advice


@pytest.mark.parametrize("code", CODES)
def test_a_check_stays_silent(code: str) -> None:
    assert findings(PAIRS[code].drafts()[1], code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_check_has_its_page_in_the_manual(code: str) -> None:
    page = assets.folder("resources") / "manual" / "checks" / f"{code}.md"
    assert page.is_file(), f"resources/manual/checks/{code}.md is missing"
    text = page.read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    assert title == f"# {shipped_checks().checks[code].title}"
    assert re.findall(r"^## (.+)$", body, re.MULTILINE) == ["含义", "为什么重要", "怎样改正", "例子"]
    length = len(re.sub(r"^## .+$|\s", "", body, flags=re.MULTILINE))
    assert 120 <= length <= 300, length
    assert not re.search(r"[\u4e00-\u9fff][,;:!()]|[,;:!()][\u4e00-\u9fff]", text), "full-width marks"
    assert all(part.strip() for part in re.split(r"^## .+$", body, flags=re.MULTILINE)[1:])


def test_the_manual_has_no_page_of_a_check_that_is_gone() -> None:
    folder = assets.folder("resources") / "manual" / "checks"
    assert sorted(page.stem for page in folder.glob("*.md")) == sorted(CODES)


@given(drafts())
def test_no_check_reads_more_than_it_declares_and_no_finding_has_a_twin(draft: Draft) -> None:
    found = findings(draft)
    identities = [f.identity for f in found]
    assert len(set(identities)) == len(identities)
    assert {f.code for f in found} <= set(CODES)
    for f in found:
        assert f.message
        assert f.advice
        assert f.place.node in {*FRAMEWORK.nodes, "profile", "cover", "problems", "lead"}


@pytest.mark.parametrize("code", [code for code in CODES if findings(PAIRS[code].drafts()[0], code)[0].operands])
def test_a_waiver_holds_until_an_operand_changes(code: str) -> None:
    firing, _ = PAIRS[code].drafts()
    (found,) = findings(firing, code)
    waiver = waiver_for(found, "口径不同", "李某")
    unrelated = firing.apply([firing.change(fig("health.good"), entry("1"))])
    assert is_waived(findings(unrelated, code)[0], [waiver])
    key, text = found.operands[0]
    changed = Finding(**{**_fields(found), "operands": ((key, f"{text}0"), *found.operands[1:])})
    assert not is_waived(changed, [waiver])


def _fields(found: Finding) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__struct_fields__}


# the contract of a check ----------------------------------------------------------------------------------


def one_check(keys: frozenset[Key], tables: frozenset[str], read: object) -> Registry:
    def run(view: View, subject: str) -> list[Finding]:
        read(view)  # type: ignore[operator]
        return [Finding("test.read", Severity.HINT, Place(subject), "读到了。", "无。")]

    registry = Registry()
    registry.add(Check("test.read", "测试", lambda _: [Case("s1", keys, tables)], run))
    return registry


KEY, OTHER = Key("headings", "s1"), Key("headings", "s2")


@pytest.mark.parametrize(
    "read", [lambda v: v.get(OTHER), lambda v: v.rows("headings"), lambda v: v.get(Key("headings", "s1", "x"))]
)
def test_an_undeclared_read_is_a_bug_that_names_the_check(read: object) -> None:
    registry = one_check(frozenset({KEY}), frozenset(), read)
    with pytest.raises(UndeclaredReadError, match=r"test\.read\[s1\]"):
        Runner(registry, draft_of()).findings()


@pytest.mark.parametrize(
    ("keys", "tables", "read"),
    [
        (frozenset({KEY}), frozenset(), lambda v: v.get(KEY)),
        (frozenset(), frozenset({"headings"}), lambda v: (v.rows("headings"), v.get(OTHER))),
        (frozenset(), frozenset(), lambda v: v.framework.points),
    ],
)
def test_what_is_declared_may_be_read(keys: frozenset[Key], tables: frozenset[str], read: object) -> None:
    assert len(Runner(one_check(keys, tables, read), draft_of()).findings()) == 1


def test_a_code_is_registered_once() -> None:
    registry = shipped_checks()
    with pytest.raises(ValueError, match=CODES[0]):
        registry.add(registry.checks[CODES[0]])
    assert [check.code for check in registry] == CODES
