"""Use cases: open, edit, check, fill, export.  The window and the commands both call these, and nothing below.

No Qt, no SQL, no file formats.
"""
