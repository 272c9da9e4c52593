"""Small ugly tables, each with the reading expected of it; they were written before the reader knew them.

`variants/*.txt` holds `=== name`, the notice as a recipe, `---`, then the tree by indentation: number | title | score |
offices.  `@total`, `@bonus`, `@veto`, `@name` speak of the whole, `@doubt` of a message, `@refused` of a refusal's words.
"""

from collections.abc import Iterator

import pytest

from eduduty_desktop.framework.notice import NoticeError, understand
from tests.notices.recipe import plain_parts
from tests.notices.score import HERE, compare


def outline(text: str) -> dict:
    expected: dict = {"tree": []}
    above: list[tuple[int, list]] = [(-1, expected["tree"])]
    for line in text.split("\n"):
        if line.startswith("@"):
            word, _, value = line[1:].strip().partition(" ")
            if word in ("veto", "doubt"):
                expected.setdefault(f"{word}es" if word == "veto" else f"{word}s", []).append(value)
            elif word == "noveto":
                expected["vetoes"] = []
            else:
                expected[word] = None if value == "null" else value
        elif line.strip():
            depth = (len(line) - len(line.lstrip())) // 2
            number, title, score, offices = [*(cell.strip() for cell in line.strip().split("|")), "", ""][:4]
            node = {"number": number, "title": title, "score": score or None, "children": []}
            node["departments"] = offices.split(",") if offices else []
            while above[-1][0] >= depth:
                above.pop()
            above[-1][1].append(node)
            above.append((depth, node["children"]))
    return expected


def variants() -> Iterator[object]:
    for path in sorted((HERE / "variants").glob("*.txt")):
        for block in path.read_text("utf-8").removeprefix("=== ").split("\n=== "):
            name, _, rest = block.partition("\n")
            recipe, _, tree = rest.partition("\n---\n")
            yield pytest.param(recipe, outline(tree), id=f"{path.stem} {name}")


@pytest.mark.parametrize(("recipe", "expected"), list(variants()))
def test_a_variant_is_understood(recipe, expected):
    if "refused" in expected:
        with pytest.raises(NoticeError, match="没有找到指标表") as caught:
            understand(plain_parts(recipe))
        assert expected["refused"] in str(caught.value)
        return
    understood = understand(plain_parts(recipe))
    tally = compare(expected, understood.framework)
    assert not tally.wrong, "\n".join(tally.wrong)
    said = "\n".join(doubt.message for doubt in understood.doubts)
    assert all(words in said for words in expected.get("doubts", []))
