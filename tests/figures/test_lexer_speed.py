"""The lexer's time grows with the text, whatever the text; no pattern has a text on which it crawls."""

import pytest

from eduduty_desktop.figures.lexer import lex
from tests.figures.adversarial import TEXTS, lexer_patterns
from tests.runaway import is_within, milliseconds

LENGTH = 10_000
MOST_MILLISECONDS = 5  # of one pattern; a tenth of the bar of 50 ms on 100,000 characters, which the benchmark measures
LONG_TEXTS = {text: (text * LENGTH)[:LENGTH] for text in TEXTS}


@pytest.mark.parametrize("name", lexer_patterns())
def test_no_pattern_crawls_on_any_text(name: str) -> None:
    pattern = lexer_patterns()[name]
    for text, long_text in LONG_TEXTS.items():
        for method in (pattern.search, pattern.match, pattern.fullmatch):
            taken = milliseconds(lambda method=method, sought=long_text: method(sought), MOST_MILLISECONDS)  # type: ignore[misc]
            assert is_within(taken, MOST_MILLISECONDS), (text, method)


@pytest.mark.parametrize("text", TEXTS)
def test_four_times_the_text_takes_about_four_times_the_time(text: str) -> None:
    long_text = LONG_TEXTS[text]
    quarter = milliseconds(lambda: lex(long_text[: LENGTH // 4]), 0, tries=2)
    assert milliseconds(lambda: lex(long_text), 10 + 6 * quarter) <= 10 + 8 * quarter
