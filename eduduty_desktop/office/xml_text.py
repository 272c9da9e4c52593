"""Text that may stand in an XML part: what the format forbids is left out, the rest is escaped."""

import re

# XML 1.0, 2.2: control characters, lone surrogates and the two non-characters are not allowed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")


def allowed(text: str) -> str:
    """The text without characters that no XML part can hold."""
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """The text on one line, line breaks and tabs as blanks."""
    return _BREAKS.sub(" ", allowed(text))


def escaped(text: str) -> str:
    """The text as XML content or attribute value, on one line."""
    plain = one_line(text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
