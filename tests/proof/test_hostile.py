"""The proof of bad texts: time grows with the length, nothing crashes, what it says stands in the text."""

import pytest

from eduduty_desktop.proof import Proof, prove
from tests.proof.adversarial import OTHER_SCRIPTS, TEXTS, TRIGGERS, is_searched, proof_patterns
from tests.proof.long_report import long_report, one_line
from tests.runaway import is_within, milliseconds

LENGTH, MOST_TIMES = 3_000, 10
PATTERN_LENGTH, MOST_MILLISECONDS = 4_000, 5  # of one pattern: 50 ms on 100,000 characters, and room for a busy machine
MEGABYTE = 420_000  # characters
DIGITS = "".join(str(n * n) for n in range(60_000))


def repeated(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def assert_sane(proof: Proof, text: str) -> None:
    """All places stand in the text, in its order, and what is said of them is said in words."""
    assert proof.text == text
    for claim in proof.claims:
        assert claim.operands
        assert claim.message
        for span in (*claim.operands, claim.stated):
            assert text[span.start : span.end] == span.text != ""
        starts = [operand.start for operand in claim.operands]
        assert starts == sorted(starts)
        assert 0 <= claim.start < claim.end <= len(text)
    for residue in proof.residue:
        assert 0 <= residue.start < residue.end <= len(text)
        assert text[residue.start : residue.end] == residue.text
        assert residue.message
        assert residue.advice
    for rows in (proof.claims, proof.residue, proof.figures):
        assert [row.start for row in rows] == sorted(row.start for row in rows)


def assert_linear(half: str, whole: str) -> None:
    """Twice the text takes about twice the time; three times are allowed, and a few milliseconds of noise."""
    for _ in range(3):
        first, second = milliseconds(lambda: prove(half), 0, 1), milliseconds(lambda: prove(whole), 0, 1)
        if second <= 10 + 3 * first:
            return
    pytest.fail(f"{len(half)} characters take {first:.0f} ms, {len(whole)} take {second:.0f} ms")


@pytest.mark.parametrize("name", proof_patterns())
def test_no_pattern_crawls_on_any_text(name: str) -> None:
    pattern, searched = proof_patterns()[name], is_searched(name)
    for text in TEXTS:
        long_text = repeated(text, PATTERN_LENGTH)
        for method in (pattern.search if searched else pattern.match, pattern.fullmatch):
            taken = milliseconds(lambda method=method, sought=long_text: method(sought), MOST_MILLISECONDS)  # type: ignore[misc]
            assert is_within(taken, MOST_MILLISECONDS), (text, method)


@pytest.mark.parametrize("text", TEXTS)
def test_twice_the_text_takes_about_twice_the_time(text: str) -> None:
    whole = repeated(text, LENGTH)
    assert_linear(whole[: LENGTH // 2], whole)
    assert_sane(prove(whole), whole)


@pytest.fixture(scope="module")
def usual() -> float:
    """Milliseconds of a report that is nothing but figures and what binds them."""
    return milliseconds(lambda: prove(one_line(LENGTH)), 0)


@pytest.mark.parametrize("text", TRIGGERS)
def test_no_text_takes_much_longer_than_a_dense_report(text: str, usual: float) -> None:
    taken = milliseconds(lambda: prove(repeated(text, LENGTH)), MOST_TIMES * usual)
    assert taken <= MOST_TIMES * usual, f"{taken:.0f} ms, a report {usual:.0f} ms"


def test_a_report_of_one_megabyte() -> None:
    text = long_report(MEGABYTE)
    assert len(text.encode()) >= 1_000_000
    proof = prove(text)
    assert_sane(proof, text)
    assert len(proof.claims) > 1000
    assert_linear(text[: len(text) // 2], text)


def test_one_line_of_200_000_characters() -> None:
    text = one_line(200_000)
    assert "\n" not in text
    assert_sane(prove(text), text)
    assert_linear(text[:100_000], text)


@pytest.mark.parametrize(
    "text", [DIGITS[:200_000], "7" * 200_000, "\n".join(DIGITS[n : n + 9] for n in range(0, 200_000, 9))]
)
def test_only_digits(text: str) -> None:
    proof = prove(text)
    assert proof.contradictions == ()
    assert_linear(text[: len(text) // 2], text)


@pytest.mark.parametrize("text", OTHER_SCRIPTS, ids=ascii)
def test_other_scripts(text: str) -> None:
    whole = repeated(text, 20_000)
    proof = prove(whole)
    assert_sane(proof, whole)
    assert proof.contradictions == ()
    assert_linear(whole[:10_000], whole)


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "。", "1", "其中", "%", "：", "\u2028", "\x0b\x0c\x85"])
def test_next_to_nothing(text: str) -> None:
    assert_sane(prove(text), text)
    assert prove(text).claims == ()


def test_each_kind_of_line_break_leaves_the_places_right() -> None:
    said = "全县小学有教师21人，其中男教师9人，女教师13人。"
    for mark in ("\n", "\r\n", "\u2028", "\x0b", "\x0c"):
        text = mark.join([said] * 3)
        proof = prove(text)
        assert_sane(proof, text)
        assert len({claim.start for claim in proof.contradictions}) == 3, mark
