"""Lines of a value's history, and where each came from, in words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from eduduty_desktop.draft import Key

RESTORED = "restored"
_CAUSES = {
    "create": "新建自评稿",
    "typed": "手工填写",
    "pasted": "粘贴",
    "replaced": "全文替换",
    "file": "拖入文件",
    RESTORED: "恢复旧值",
}


class LoggedChange(Protocol):
    """One line of a value's history, as the draft file logs it; records are None for nothing said."""

    @property
    def at(self) -> datetime: ...
    @property
    def who(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def old(self) -> Any: ...
    @property
    def new(self) -> Any: ...


History = Callable[[Key], Sequence[LoggedChange]]


def cause_words(change: LoggedChange) -> str:
    """Where a change came from: the file's name, or how it was entered, or the words of its step."""
    if change.label.startswith(("撤销", "重做")):
        return change.label
    return _CAUSES.get(change.cause, change.cause) or change.label
