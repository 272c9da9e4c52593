"""Cells of a workbook (.xlsx) that are crossed out: whole by their font, in part by a run of their text."""

from eduduty_desktop.office.package import Element, Package, attribute, child, local_name

Place = tuple[int, int]

_MOST_BYTES = 8 * 1024 * 1024
_MOST_STRUCK = 10_000
_NO = frozenset({"0", "false", "off"})


class Struck:
    """What is crossed out in one workbook: indices of cell formats and of shared strings."""

    def __init__(self, package: Package, styles: str, strings: str) -> None:
        self._package = package
        self._styles = _struck_styles(package.xml(styles)) if styles and _speaks_of_it(package, styles) else frozenset()
        self._strings = (
            _struck_strings(package, strings) if strings and _speaks_of_it(package, strings) else frozenset()
        )

    def cells(self, part: str, data: bytes, *, has_runs: bool = True) -> list[str]:
        """References of the cells of a worksheet part (and its bytes) that say something crossed out; above 8 MB none.

        `has_runs`: its cells may hold texts in parts of their own font.
        """
        if len(data) > _MOST_BYTES or not (self._styles or self._strings or (has_runs and b"strike" in data)):
            return []
        found: list[str] = []
        for _, cell in self._package.walk(part, "c"):
            value, inline = child(cell, "v"), child(cell, "is")
            text = (value.text or "") if value is not None else ""
            in_part = cell.get("t") == "s" and text.isdecimal() and int(text) in self._strings
            in_part |= inline is not None and _is_struck(inline)
            whole = (text or inline is not None) and int(cell.get("s", "0")) in self._styles
            if (in_part or whole) and (place := cell.get("r")):
                found.append(str(place))
                if len(found) >= _MOST_STRUCK:
                    break
        return found


def _speaks_of_it(package: Package, part: str) -> bool:
    data = package.peek_whole(part, _MOST_BYTES)
    return data is not None and b"strike" in data


def _is_struck(element: Element) -> bool:
    return any(attribute(one, "val", "1") not in _NO for one in element.iter("{*}strike"))


def _struck_styles(styles: Element) -> frozenset[int]:
    fonts = child(styles, "fonts")
    formats = child(styles, "cellXfs")
    if fonts is None or formats is None:
        return frozenset()
    struck = {at for at, font in enumerate(fonts) if _is_struck(font)}
    found = [one for one in formats if local_name(one) == "xf"]
    return frozenset(at for at, one in enumerate(found) if int(one.get("fontId", "0")) in struck)


def _struck_strings(package: Package, part: str) -> frozenset[int]:
    return frozenset(at for at, (_, item) in enumerate(package.walk(part, "si")) if _is_struck(item))
