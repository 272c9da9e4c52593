"""Editions in the window: what a 公示版 withholds, sign-off, and whether exported files still match the draft."""
