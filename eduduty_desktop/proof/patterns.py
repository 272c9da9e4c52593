"""Searching with patterns that have no cheap beginning of their own."""

import re
from collections.abc import Iterator


def matches(begin: re.Pattern[str], pattern: re.Pattern[str], line: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, tried only where `begin`, a cheap pattern of its first character, matches.

    A pattern that begins with a look-behind or with a choice of sets is tried at every character otherwise.
    """
    end = 0
    for first in begin.finditer(line):
        if first.start() >= end and (match := pattern.match(line, first.start())):
            end = match.end()
            yield match
