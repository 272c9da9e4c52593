"""Every notice of the corpus, in every format, is understood to at least 98 % of its cells of each kind."""

import pytest

from tests.notices.score import BAR, FIELDS, HERE, Tally, files, measure

FILES = files()
TALLIES: dict[str, Tally] = {}


def tally_of(path) -> Tally:
    if path.name not in TALLIES:
        TALLIES[path.name] = measure(path)
    return TALLIES[path.name]


def test_every_recipe_is_there_in_three_formats_with_an_expectation():
    names = {path.stem for path in (HERE / "recipes").glob("*.txt")}
    assert len(names) >= 13
    assert len([name for name in names if name.startswith("real_")]) >= 3
    for suffix in (".xlsx", ".xls", ".docx"):
        assert {path.stem for path in FILES if path.suffix == suffix} == names
    assert {path.name.removesuffix(".expected.json") for path in HERE.glob("*.expected.json")} == names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_understood(path):
    tally = tally_of(path)
    short = {field: tally.share(field) for field in (*FIELDS, "whole") if tally.share(field) < BAR}
    assert not short, "\n".join(tally.wrong[:20])


def test_the_whole_corpus_is_understood():
    total = Tally()
    for path in FILES:
        total.add(tally_of(path))
    assert total.asked["title"] > 700
    assert all(total.share(field) >= BAR for field in FIELDS)


def test_a_wrong_tree_is_not_called_right():
    """The measure itself: a lost node, a changed score and a lost office each cost their cells."""
    from eduduty_desktop.workspace.frameworks import bring
    from tests.notices.score import compare, expected_of

    path = next(path for path in FILES if path.name == "merged.xlsx")
    expected = expected_of(path)
    expected["tree"][0]["children"][0]["children"][0] |= {"score": "7", "departments": ["县委办"]}
    expected["tree"].pop()
    tally = compare(expected, bring(path).framework)
    wrong = {field: tally.asked[field] - tally.right[field] for field in FIELDS}
    assert wrong == {"title": 6, "number": 0, "score": 1, "departments": 1, "parent": 0}
