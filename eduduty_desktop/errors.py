"""The one family of errors that a person is meant to read.

Everything else that is raised is a bug.  The window and the command line each have exactly one presenter
for `UserError`; nobody else turns exceptions into words.
"""


class UserError(Exception):
    """Input or environment is at fault: says what happened, where, and what to do, in plain Chinese.

    `message` names the file or field and what is wrong with it; `what_to_do` is the next step;
    `place` is a file name, a `file:line` or a field's label, empty when the message already says it.
    """

    def __init__(self, message: str, *, what_to_do: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.what_to_do = what_to_do
        self.place = place

    def one_line(self) -> str:
        """The whole error as one line for a terminal."""
        head = f"{self.place}:{self.message}" if self.place else self.message
        text = f"{head.rstrip('。')}。{self.what_to_do}" if self.what_to_do else head
        return " ".join(text.split())

    def __str__(self) -> str:
        return self.one_line()
