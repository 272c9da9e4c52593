"""The Qt window: start page, main window, export; it calls `workspace` and shows what comes back.

Everything that a widget needs comes through its constructor. Knows no SQL, no file formats, no command line.
"""
