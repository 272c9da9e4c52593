"""What goes wrong inside is written to a local file: tracebacks, and the interpreter's own last words.

Nothing is sent anywhere. Knows no Qt: who is to be told is handed in.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

MOST_BYTES = 1_000_000
LOG_NAME = "eduduty.log"
FAULT_NAME = "fault.log"


class CrashLog:
    """Catches every exception that nobody caught, in any thread."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._fault_file: IO[str] | None = None
        self._notes = _Notes(self._write)
        self.failures = 0

    @property
    def file(self) -> Path:
        """The log file."""
        return self._folder / LOG_NAME

    def install(self) -> None:
        """Take over the hooks of the interpreter; a folder that cannot be written leaves stderr."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        logging.getLogger(__package__).addHandler(self._notes)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._fault_file = (self._folder / FAULT_NAME).open("a", encoding="utf-8")
        except OSError:
            faulthandler.enable()
        else:
            faulthandler.enable(self._fault_file)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        logging.getLogger(__package__).removeHandler(self._notes)
        faulthandler.disable()
        if self._fault_file is not None:
            self._fault_file.close()
            self._fault_file = None

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self.failures += 1
        text = "".join(traceback.format_exception(kind, error, trace))
        print(text, file=sys.stderr, end="")
        self._write(text)
        self._tell(f"{kind.__name__}：{error}")

    def _write(self, text: str) -> None:
        try:
            if self.file.exists() and self.file.stat().st_size > MOST_BYTES:
                self.file.replace(self.file.with_suffix(".old.log"))
            with self.file.open("a", encoding="utf-8") as log:
                log.write(f"--- {datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z}\n{text}")
        except OSError as problem:
            print(f"不能写日志“{self.file}”：{problem}", file=sys.stderr)


class _Notes(logging.Handler):
    """Warnings of the program's own modules, one line each."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._write_text = write

    def emit(self, record: logging.LogRecord) -> None:
        self._write_text(f"{record.levelname} {record.name}: {record.getMessage()}\n")
