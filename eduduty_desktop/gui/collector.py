"""Python's cycle collector, kept on the window's thread.

A collection runs on whichever thread happens to allocate.  On the draft file's thread it would end widgets there,
which Qt does not survive: stale wrappers, hangs, crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Collector(QObject):
    """Switches the automatic collector off and collects from a timer instead, young generations first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def settle(self) -> None:
        """Take what there is now as lasting: a draft is open, its findings stand, nobody has typed yet.

        To look through all of it again would take a quarter of a second, in the middle of a word.  What an
        earlier draft left is collected first.
        """
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation that has reached its threshold, if any."""
        counts = gc.get_count()
        due = [age for age, (count, most) in enumerate(zip(counts, self._thresholds, strict=True)) if count > most]
        if due:
            gc.collect(due[-1])
