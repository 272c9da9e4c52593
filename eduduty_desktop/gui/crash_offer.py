"""After a start that followed a crash: says so once, and where the report lies. Nothing is sent anywhere."""

from collections.abc import Callable
from pathlib import Path

from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.logs import FAULT_NAME

SEEN = "crashes/seen"
SHOW, ENOUGH = "打开日志文件夹", "知道了"
# What the interpreter writes when the process ends; Windows also records faults that harm nobody.
LAST_WORDS = ("Fatal Python error", "access violation", "stack overflow")


def offer_report(
    settings: Settings, folder: Path, presenter: Presenter, show_in_folder: Callable[[Path], None]
) -> bool:
    """Offer the report of a crash that was not offered before; tells whether there was one."""
    crashes = recorded_crashes(folder)
    seen = settings.text(SEEN, "0")
    if str(crashes) == seen:
        return False
    settings.set_text(SEEN, str(crashes))
    if not crashes:
        return False
    text = (
        "上次程序意外中断，已保存的内容不受影响。\n\n"
        f"经过记在日志文件夹的 {FAULT_NAME} 里，不含自评稿的内容，也没有发往任何地方；需要时可以发给维护人员。"
    )
    if presenter.ask(None, "上次意外中断", text, (SHOW, ENOUGH), safe=ENOUGH) == SHOW:
        show_in_folder(folder)
    return True


def recorded_crashes(folder: Path) -> int:
    """How many crashes the interpreter recorded; 0 where nothing can be read."""
    try:
        text = (folder / FAULT_NAME).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return sum(text.count(words) for words in LAST_WORDS)
