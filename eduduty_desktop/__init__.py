"""教育履职自评 (Eduduty Desktop): a county's yearly education self-evaluation, written, checked and exported offline.

The folders are the way through the program; imports run downward only (see pyproject.toml, import-linter):
figures < framework < draft < document, proof < checks, intake, office, store < workspace < gui, cli < app.
"""

__version__ = "0.1.0"
