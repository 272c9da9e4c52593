"""Takes the pictures of README and manual, and of a look at every page: start page, pages, dialogs.

    xvfb-run -s "-screen 0 1366x768x24" .venv/bin/python packaging/screenshots.py FOLDER [--theme dark] [NODE …]

With QT_SCALE_FACTOR=1.25 the pictures show what a screen at 125 % shows.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from eduduty_desktop import app
from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.new_draft import NewDraftDialog
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.gui.waiving import WaiverDialog

NODES = ("cover", "profile", "s3.p2", "s4.p1", "s4", "problems")
OFFICE_SCREEN = (1366, 728)  # what a task bar leaves of 1366 × 768


def take(widget: QWidget, folder: Path, name: str) -> None:
    """Wait until a widget is painted and save its picture."""
    QTest.qWaitForWindowExposed(widget.window())
    for _ in range(20):
        QCoreApplication.processEvents()
    file = folder / f"{name}.png"
    widget.grab().save(str(file))
    print(file)


def take_all(shell: Shell, folder: Path, nodes: list[str]) -> None:
    shell.show_start()
    assert shell.start_page is not None
    take(shell.start_page, folder, "start-empty")
    dialog = NewDraftDialog(Library.shipped().all(), Path("文档") / "教育履职自评", "洪江市")
    dialog.show()
    take(dialog, folder, "new-draft")
    dialog.close()
    shell.open_sample()
    window = shell.window
    assert window is not None
    ratio = window.devicePixelRatioF()
    window.resize(round(OFFICE_SCREEN[0] / ratio), round(OFFICE_SCREEN[1] / ratio))
    window.checks.finish()
    for node in nodes:
        window.show_node(node)
        take(window, folder, f"window-{node}")
    window.actions_by_name["next_finding"].trigger()
    window.actions_by_name["next_finding"].trigger()
    take(window, folder, "window-finding")
    window.outline.search.setText("编制")
    take(window, folder, "window-search")
    window.outline.search.clear()
    waiver = WaiverDialog(window.panel.model.rows[0].finding, window)
    waiver.show()
    take(waiver, folder, "waiver")
    waiver.close()
    export = window.make_export_dialog()
    export.show()
    take(export, folder, "export")
    export.final.click()
    take(export, folder, "export-blocked")
    export.close()
    window.show_manual()
    take(window.manual, folder, "manual")
    shell.go_home()
    take(shell.start_page, folder, "start")
    shell.start_page.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("nodes", nargs="*", default=list(NODES))
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    application = app.make_application()
    look = Look.named(arguments.theme)
    look.apply(application)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "教育履职自评"
        settings = Settings(Path(name) / "window.ini")
        shell = Shell(app.make_services(home), settings, Presenter(), look, app.make_page)
        take_all(shell, arguments.folder, arguments.nodes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
