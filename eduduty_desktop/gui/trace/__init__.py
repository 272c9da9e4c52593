"""追溯: everything behind one figure, for whoever asks on the spot.  `access` finds the figure, `panel` shows it."""
