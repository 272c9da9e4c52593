"""How a framework's texts are shown: notices write brackets and marks in either width, documents in full width."""

import re

_MARKS = {",": "，", ":": "：", ";": "；"}
_MARK = re.compile(r"(?<=[\u4e00-\u9fff）》”])[,:;]")


def full_width(text: str) -> str:
    """Half-width brackets and, after Chinese, half-width marks in their full-width form; `1:19` stays."""
    return _MARK.sub(lambda match: _MARKS[match[0]], text.replace("(", "（").replace(")", "）"))
