"""Model objects as JSON and back; the shape of the JSON is the shape of the dataclass."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
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


def _plain(value: object) -> Any:
    encode: Callable[[Any], Any] = _encoder(typing.cast("typing.Hashable", type(value)))
    return encode(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    """Build, once for each type, the function that turns its objects into plain JSON."""
    if dataclasses.is_dataclass(kind):
        return _record_encoder(typing.cast("type", kind))
    if issubclass(kind, Enum):
        return lambda v: v.value
    if issubclass(kind, date):
        return lambda v: v.isoformat()
    if issubclass(kind, (tuple, list)):
        return lambda v: [_plain(item) for item in v]
    if issubclass(kind, Mapping):
        return lambda v: {key: _plain(item) for key, item in v.items()}
    return _same


def _record_encoder(kind: type) -> Callable[[Any], Any]:
    fields = [(f.name, f.default) for f in dataclasses.fields(kind)]

    def encode(value: Any) -> dict[str, Any]:
        made = {}
        for name, default in fields:
            held = getattr(value, name)
            if held != default:
                made[name] = _plain(held)
        return made

    return encode


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
