"""Bar: start to the painted main window with the sample ≤ 1.5 × an empty PySide6 window; memory likewise.

Both sides are fresh processes, started in turns; minima are compared. Needs no screen:
`QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/startup.py [ROUNDS]`.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR = 1.5
ROUNDS = 11


def report() -> None:
    """Print, as a child, the seconds since the parent started it and the memory now, and end at once."""
    seconds = time.monotonic() - float(os.environ["BENCHMARK_STARTED"])
    print(json.dumps({"seconds": seconds, "bytes": resident_bytes()}), flush=True)
    os._exit(0)


def resident_bytes() -> int:
    """Resident memory of this process; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def empty_window() -> None:
    """The least that a PySide6 program can do."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, report)

    application = QApplication([])
    window = Window()
    window.resize(1366, 728)
    window.show()
    application.exec()


def main_window(draft: str) -> None:
    """The program as `run_window` starts it, up to the first paint of its middle."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from eduduty_desktop import app
    from eduduty_desktop.gui.presenter import Presenter
    from eduduty_desktop.gui.settings import Settings
    from eduduty_desktop.gui.shell import Shell

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, report)
            return False

    application = app.make_application()
    settings = Settings(Path(draft).with_name("window.ini"))
    shell = Shell(app.make_services(), settings, Presenter(), app.dress(application), app.make_page)
    watch = Watch()

    def begin() -> None:
        shell.begin(Path(draft))
        assert shell.window is not None
        shell.window.centralWidget().installEventFilter(watch)

    QTimer.singleShot(0, begin)
    application.exec()


def run(cache: str, *arguments: str) -> dict[str, float]:
    """Start one child and return what it reports."""
    environment = {**os.environ, "BENCHMARK_STARTED": repr(time.monotonic()), "PYTHONPYCACHEPREFIX": cache}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, __file__]  # frozen_startup.py
    done = subprocess.run([*program, *arguments], env=environment, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main(rounds: int) -> int:
    from eduduty_desktop.workspace.samples import create_sample

    with tempfile.TemporaryDirectory() as folder:
        cache = str(Path(folder) / "compiled")
        drafts = [Path(folder) / f"{number}" / "sample.eduduty" for number in range(rounds + 1)]
        drafts[0].parent.mkdir()
        create_sample(drafts[0]).close()
        for draft in drafts[1:]:  # each child leaves its lock behind: it ends without closing
            draft.parent.mkdir()
            draft.write_bytes(drafts[0].read_bytes())
        run(cache, "empty")
        run(cache, "window", str(drafts[0]))
        pairs = [(run(cache, "empty"), run(cache, "window", str(draft))) for draft in drafts[1:]]
    empty = {key: min(pair[0][key] for pair in pairs) for key in ("seconds", "bytes")}
    ours = {key: min(pair[1][key] for pair in pairs) for key in ("seconds", "bytes")}
    print(f"{'':24}{'empty':>10}{'program':>10}{'ratio':>8}")
    passed = True
    for key, name, factor in (("seconds", "first paint, ms", 1e3), ("bytes", "memory, MB", 1e-6)):
        ratio = ours[key] / empty[key] if empty[key] else 0.0
        passed = passed and ratio <= BAR
        print(f"{name:24}{empty[key] * factor:10.1f}{ours[key] * factor:10.1f}{ratio:8.2f}  (bar {BAR})")
    return 0 if passed else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["empty"]:
        empty_window()
    elif sys.argv[1:2] == ["window"]:
        main_window(sys.argv[2])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
