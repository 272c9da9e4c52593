"""上年: rolling last year's draft, importing a foreign report and the feedback's list, the 销号台账."""
