"""Hidden bookmarks `_ed_n` around the words of traced blocks; names that begin with `_` are not listed by Word."""

import re
from collections.abc import Iterable

from eduduty_desktop.document.blocks import Block, TableBlock
from eduduty_desktop.document.traces import PREFIX, traces_in

_CELL = re.compile("<w:tc>.*?</w:tc>", re.DOTALL)
_ROW = re.compile("<w:tr>.*?</w:tr>", re.DOTALL)


class Marks:
    """The numbers of a report's traces by block, so that a part of the blocks keeps the numbers of the whole."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._first: dict[int, int] = {}
        self._blocks = tuple(blocks)  # kept, so that an id stays its block's
        number = 1
        for block in self._blocks:
            self._first[id(block)] = number
            number += traces_in(block)

    def marked(self, xml: str, block: Block) -> str:
        """A block's XML with its bookmarks."""
        first, count = self._first.get(id(block)), traces_in(block)
        if first is None or not count:
            return xml
        if not isinstance(block, TableBlock):
            return _bookmarked(xml, first)
        numbers = iter(range(first, first + count))
        header, *rows = _ROW.findall(xml)
        begin = xml.index(header) + len(header)
        parts = [xml[:begin]]
        for at, row in enumerate(rows):
            traced = at < len(block.traces)
            parts.append(_CELL.sub(lambda cell: _bookmarked(cell[0], next(numbers)), row) if traced else row)
        return "".join((*parts, xml[xml.rindex("</w:tr>") + len("</w:tr>") :]))


def _bookmarked(xml: str, number: int) -> str:
    """The words of the last paragraph of some XML between a bookmark's two ends."""
    head, properties, words = xml.rpartition("</w:pPr>")
    words, paragraph, tail = words.rpartition("</w:p>")
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{PREFIX}{number}"/>'
    return f'{head}{properties}{begin}{words}<w:bookmarkEnd w:id="{number}"/>{paragraph}{tail}'
