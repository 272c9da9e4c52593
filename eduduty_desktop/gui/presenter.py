"""The window's one presenter of errors and questions: what happened, where, what to do, buttons named by action."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from eduduty_desktop.errors import UserError


class Presenter:
    """Shows message boxes; a test may hand in another one that only takes notes."""

    def show_error(self, parent: QWidget | None, error: UserError) -> None:
        """Show a `UserError` with its place and the next step."""
        box = error_box(parent, error)
        box.exec()

    def ask(self, parent: QWidget | None, title: str, text: str, choices: Sequence[str], *, safe: str) -> str:
        """Ask with buttons that say what they do; Enter and Esc take the safe one.

        `text` may have a second paragraph, which is shown smaller. Returns the chosen word.
        """
        box, buttons = question_box(parent, title, text, choices, safe=safe)
        box.exec()
        clicked = box.clickedButton()
        return next((word for word, button in buttons.items() if button is clicked), safe)

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog until it is answered; whether it was accepted."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def choose_new_file(self, parent: QWidget | None, title: str, proposed: Path) -> Path | None:
        """Ask for a file that does not exist yet; None if the person thought better of it."""
        folder = next((each for each in proposed.parents if each.is_dir()), Path())
        chosen, _ = QFileDialog.getSaveFileName(
            parent, title, str(folder / free_name(folder, proposed.name)), _FILTER, options=_NO_OVERWRITING
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def choose_folder(self, parent: QWidget | None, title: str, proposed: Path) -> Path | None:
        """Ask for a folder; None if the person thought better of it."""
        start = next((each for each in (proposed, *proposed.parents) if each.is_dir()), Path())
        chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None

    def choose_files(self, parent: QWidget | None, title: str, proposed: Path, kinds: str) -> list[Path]:
        """Ask for files that exist, `kinds` as Qt writes a filter; none if the person thought better of it."""
        start = next((each for each in (proposed, *proposed.parents) if each.is_dir()), Path())
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(start), kinds)
        return [Path(name) for name in chosen]


SUFFIX = ".eduduty"
_FILTER = f"自评稿（*{SUFFIX}）(*{SUFFIX})"
_NO_OVERWRITING = QFileDialog.Option.DontConfirmOverwrite  # an existing file is refused, never replaced


def free_name(folder: Path, name: str) -> str:
    """The name, or the first of its kind with a number that is still free."""
    path, number = Path(name), 2
    while (folder / name).exists():
        name = f"{path.stem}{number}{path.suffix}"
        number += 1
    return name


def error_box(parent: QWidget | None, error: UserError) -> QMessageBox:
    """The box that shows a `UserError`."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("没有完成")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_sentence(error.message))
    rest = [f"位置：{error.place}"] if error.place and error.place not in error.message else []
    if error.what_to_do:
        rest.append(f"怎么办：{_sentence(error.what_to_do)}")
    box.setInformativeText("\n".join(rest))
    button = box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(button)
    box.setEscapeButton(button)
    return box


def question_box(
    parent: QWidget | None, title: str, text: str, choices: Sequence[str], *, safe: str
) -> tuple[QMessageBox, dict[str, QPushButton]]:
    """A question's box and its buttons by word."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    head, _, rest = text.partition("\n\n")
    box.setText(head)
    box.setInformativeText(rest)
    buttons = {}
    for word in choices:
        role = QMessageBox.ButtonRole.RejectRole if word == safe else QMessageBox.ButtonRole.AcceptRole
        buttons[word] = box.addButton(word, role)
    box.setDefaultButton(buttons[safe])
    box.setEscapeButton(buttons[safe])
    return box, buttons


def _sentence(text: str) -> str:
    """With the full stop that a sentence ends in."""
    return text if not text or text[-1] in "。！？…：" else f"{text}。"
