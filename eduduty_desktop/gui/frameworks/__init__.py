"""指标体系: the page that shows, compares and edits frameworks, and the dialog that imports a notice.

Nothing of it is loaded before it is opened; it knows the shelf of `services.py`, no file.
"""
