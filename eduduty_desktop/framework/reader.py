"""Strict reading of framework and standards files (YAML), node by node.

Every scalar is text (so `1:19` and `010` mean what they say); aliases, duplicate and unknown keys, wrong
types and dangling references are refused with file, line, key and the closest valid name.
"""

import difflib
import types
import typing
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.model import Framework, Point, Section
from eduduty_desktop.framework.scalars import NUMBER, WHOLE
from eduduty_desktop.framework.standard import Standard
from eduduty_desktop.framework.validation import check_standards, validate

T = TypeVar("T", bound=msgspec.Struct)
# Only nodes are composed, nothing is constructed: the C parser gives the same nodes, ten times faster.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 4_000_000
MAX_DEPTH = 40


class FrameworkError(UserError):
    """A declaration file is wrong; `place` is file:line."""


class Marks(dict[tuple[str, ...], int]):
    """Line of every value read, by its path from the root; `line` finds the nearest enclosing one."""

    def line(self, path: tuple[str, ...]) -> int:
        while path and path not in self:
            path = path[:-1]
        return self.get(path, 1)


def read_framework(file: Path, standards: dict[str, Standard]) -> Framework:
    """Read and validate a framework file; cited standards are copied in from `standards`.

    The file's own `standards` go before the library's.  Raises FrameworkError.
    """
    framework, marks = read_struct(file, Framework)
    cited = {m.standard for m in framework.metrics.values() if m.standard}
    known = standards | framework.standards
    validate(framework, known, lambda path, text: _fail(file, marks.line(path), text))
    return msgspec.structs.replace(framework, standards={key: known[key] for key in known if key in cited})


def read_standards(file: Path) -> dict[str, Standard]:
    """Read `standards.yaml`: threshold by id.  Raises FrameworkError."""
    found, marks = read_struct(file, _StandardsFile)
    check_standards(found.standards, lambda path, text: _fail(file, marks.line(path), text))
    return dict(found.standards)


class _StandardsFile(msgspec.Struct, frozen=True):
    standards: dict[str, Standard]


def read_struct(file: Path, kind: type[T]) -> tuple[T, Marks]:
    """Read any declaration file into a frozen struct by its field types; also the line of every value.

    Raises FrameworkError for unreadable files and everything that is not exactly of that shape.
    """
    root = _compose(file)
    reader = _Reader(file)
    value = reader.read(root, kind, ())
    assert isinstance(value, kind)
    return value, reader.marks


def _compose(file: Path) -> yaml.Node:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise FrameworkError(
            f"读不到文件“{file.name}”（{error.strerror}）", what_to_do="请检查路径是否正确、文件是否被占用。"
        ) from error
    if len(raw) > MAX_BYTES:
        raise FrameworkError(f"文件“{file.name}”有 {len(raw)} 字节，不像指标体系文件", what_to_do="请选择正确的文件。")
    try:
        text = raw.decode("utf-8-sig")
        _check_events(file, text)
        root = yaml.compose(text, _LOADER)
    except UnicodeDecodeError as error:
        raise FrameworkError(f"文件“{file.name}”不是 UTF-8 编码", what_to_do="请用 UTF-8 编码另存后再用。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "内容无法解析"
        _fail(file, mark.line + 1 if mark else 1, f"不是合法的 YAML:{problem}")
    if root is None:
        _fail(file, 1, "文件是空的")
    return root


def _check_events(file: Path, text: str) -> None:
    """Refuse anchors, aliases, tags and deep nesting (which overflows the stack of a composer) before composing."""
    depth = 0
    for event in yaml.parse(text, _LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _fail(file, line, "不允许使用锚点和别名（& 和 *），请把内容写全")
        if tag := getattr(event, "tag", None):
            _fail(file, line, f"不允许使用标签“{tag}”，请只写内容")
        if depth > MAX_DEPTH:
            _fail(file, line, "嵌套太深")


def _fail(file: Path, line: int, text: str) -> typing.NoReturn:
    raise FrameworkError(text, place=f"{file.name}:{line}", what_to_do="请改正这一行后重试。")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


class _Reader:
    """Decodes YAML nodes by type hints and remembers lines."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.marks = Marks()

    def read(self, node: yaml.Node, kind: Any, path: tuple[str, ...], key: str | None = None) -> Any:
        self.marks.setdefault(path, node.start_mark.line + 1)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.struct(node, kind, path, key)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is tuple:
            return self.sequence(node, arguments[0], path)
        if origin is dict:
            pairs = self.pairs(node, path)
            return {
                self.scalar(k, arguments[0], (*path, k.value)): self.read(v, arguments[1], self.at(k, path), k.value)
                for k, v in pairs
            }
        if origin in (types.UnionType, typing.Union):
            options = [a for a in arguments if a is not type(None)]
            if set(options) == {Section, Point}:
                keys = {k.value for k, _ in self.pairs(node, path)}
                return self.struct(node, Section if "children" in keys else Point, path, None)
            return self.read(node, options[0], path, key)
        return self.scalar(node, kind, path)

    def struct(self, node: yaml.Node, kind: type[msgspec.Struct], path: tuple[str, ...], key: str | None) -> Any:
        hints = _hints(kind)
        fields = {f.name: f for f in msgspec.structs.fields(kind)}
        values: dict[str, Any] = {}
        if key is not None and "id" in fields:
            values["id"] = key
        for name_node, value_node in self.pairs(node, path):
            name = name_node.value
            if name not in fields or name in values:
                allowed = [n for n in fields if n not in values or n != "id"]
                self.fail(name_node, path, f"不认识的键“{name}”{self.suggest(name, allowed)}")
            values[name] = self.read(value_node, hints[name], self.at(name_node, path))
        missing = [name for name, f in fields.items() if name not in values and f.required]
        if missing:
            self.fail(node, path, f"缺少键“{'”“'.join(missing)}”")
        return kind(**values)

    def at(self, key: yaml.ScalarNode, path: tuple[str, ...]) -> tuple[str, ...]:
        """Path of a key's value, marked with the key's own line."""
        inner = (*path, key.value)
        self.marks[inner] = key.start_mark.line + 1
        return inner

    def sequence(self, node: yaml.Node, kind: Any, path: tuple[str, ...]) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fail(node, path, f"“{path[-1] if path else '根'}”应为列表（以 - 开头的各行）")
        return tuple(self.read(child, kind, (*path, str(i))) for i, child in enumerate(node.value))

    def pairs(self, node: yaml.Node, path: tuple[str, ...]) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, path, f"“{path[-1] if path else '根'}”应为“键: 值”的各行")
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fail(key, path, "键必须是文字")
            if key.value in seen:
                self.fail(key, path, f"键“{key.value}”重复")
            seen.add(key.value)
        return node.value  # type: ignore[no-any-return]

    def scalar(self, node: yaml.Node, kind: Any, path: tuple[str, ...]) -> Any:
        name = path[-1] if path else "根"
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node, path, f"“{name}”应为一个值")
        text: str = node.value
        if kind is str:
            return text
        if kind is bool:
            if text in {"true", "false"}:
                return text == "true"
            self.fail(node, path, f"“{name}”应为 true 或 false，不是“{text}”")
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            if text in set(kind):
                return kind(text)
            choices = [str(v) for v in kind]
            self.fail(node, path, f"“{name}”不能是“{text}”，可用：{'、'.join(choices)}{self.suggest(text, choices)}")
        if not (WHOLE if kind is int else NUMBER).fullmatch(text):
            self.fail(node, path, f"“{name}”应为{'整数' if kind is int else '数'}，不是“{text}”")
        return int(text) if kind is int else Decimal(text)

    @staticmethod
    def suggest(name: str, choices: list[str]) -> str:
        close = difflib.get_close_matches(name, choices, n=1, cutoff=0.5)
        return f"，是不是“{close[0]}”？" if close else f"，可用：{'、'.join(choices)}" if len(choices) <= 20 else ""

    def fail(self, node: yaml.Node, path: tuple[str, ...], text: str) -> typing.NoReturn:
        where = f"（在 {'.'.join(path)}）" if path else ""
        _fail(self.file, node.start_mark.line + 1, f"{text}{where}")
