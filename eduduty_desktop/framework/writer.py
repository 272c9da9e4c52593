"""A framework as a YAML file that `reader.py` reads back equal: only what differs from the defaults is written."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec
import yaml

from eduduty_desktop.framework.model import Framework

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_MAX_LINE = 100_000  # a folded line would be one more thing to compare by eye


def write_yaml(framework: Framework) -> str:
    """The text of a framework file, self-contained: the standards that it cites stand in it."""
    text: str = yaml.dump(_plain(framework), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_MAX_LINE)
    return text


def _plain(value: Any) -> Any:
    """Structs as mappings without their defaults, single values first; below a mapping without the id that is its key."""
    if isinstance(value, msgspec.Struct):
        said = {
            field.name: mine
            for field in msgspec.structs.fields(value)
            if (mine := getattr(value, field.name)) is not None and (field.required or mine != _default(field))
        }
        ordered = sorted(said.items(), key=lambda item: isinstance(item[1], tuple | dict | msgspec.Struct))
        return {name: _plain(mine) for name, mine in ordered}
    if isinstance(value, dict):
        return {str(key): _without_id(_plain(inner)) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, StrEnum | int):
        return str(value)
    return value


def _without_id(value: Any) -> Any:
    if isinstance(value, dict):
        value.pop("id", None)
    return value


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default
