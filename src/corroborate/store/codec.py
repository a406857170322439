"""Model objects as JSON and back; the shape of the JSON is the shape of the dataclass."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def dumps(value: object) -> str:
    """Write a model object as compact JSON; fields that hold their default are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """Read what `dumps` wrote as an object of `kind`; keys that the kind does not know are passed over."""
    decode: Callable[[Any], T] = _decoder(typing.cast("typing.Hashable", kind))
    return decode(json.loads(text))


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((f.name, f.default) for f in dataclasses.fields(kind))


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, getattr(value, name), default) for name, default in _fields(type(value)))
        return {name: _plain(held) for name, held, default in pairs if held != default}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, typing.Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _same(value: Any) -> Any:
    return value


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """Build, once for each type, the function that turns plain JSON into it."""
    origin = typing.get_origin(kind)
    if dataclasses.is_dataclass(kind):
        return _record_decoder(typing.cast("type", kind))
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(next(a for a in typing.get_args(kind) if a is not type(None)))
        return lambda v: None if v is None else inner(v)
    if origin is tuple:
        item = _decoder(typing.get_args(kind)[0])
        return lambda v: tuple(item(x) for x in v)
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _same


def _record_decoder(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    parts = {f.name: _decoder(hints[f.name]) for f in dataclasses.fields(kind)}
    return lambda v: kind(**{name: parts[name](item) for name, item in v.items() if name in parts})
