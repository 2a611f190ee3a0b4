"""Records to compact JSON and back, without loss: how a whole report is kept in the catalogue.

A record becomes the list of its fields in order. That is small and quick, and safe because an index is refused when
the records it was written with had other fields (`shape_of`).
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

Record = TypeVar("Record")
_Convert = Callable[[Any], Any]


def pack(record: Any) -> bytes:
    """A record as compressed JSON. Raises TypeError for a field of a type that JSON has no room for."""
    plain = _encoder(type(record))(record)
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(), 6)


def unpack(kind: type[Record], packed: bytes) -> Record:
    """The record that `pack` wrote. Raises ValueError when the bytes are not that."""
    try:
        return _decoder(kind)(json.loads(zlib.decompress(packed)))
    except (zlib.error, TypeError, IndexError) as error:
        raise ValueError(f"not a packed {kind.__name__}: {error}") from error


def shape_of(*kinds: type) -> str:
    """A digest of the fields of these records and of all records within them."""
    seen: dict[str, list[tuple[str, str]]] = {}

    def visit(kind: Any) -> None:
        if is_dataclass(kind) and isinstance(kind, type):
            if kind.__name__ not in seen:
                seen[kind.__name__] = [(field.name, str(field.type)) for field in fields(kind)]
                for hint in typing.get_type_hints(kind).values():
                    visit(hint)
        else:
            for part in typing.get_args(kind):
                visit(part)

    for kind in kinds:
        visit(kind)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:16]


def _optional(kind: Any) -> Any | None:
    """`X` when the type is `X | None` with a single X, else None."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        parts = [part for part in typing.get_args(kind) if part is not type(None)]
        if len(parts) == 1:
            return parts[0]
    return None


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(kind: Any) -> _Convert:
    inner = _optional(kind)
    if inner is not None:
        encode = _encoder(inner)
        return encode if encode is _same else lambda value: None if value is None else encode(value)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        parts = [(field.name, _encoder(hints[field.name])) for field in fields(kind)]
        return lambda record: [encode(getattr(record, name)) for name, encode in parts]
    if typing.get_origin(kind) is tuple:
        items = [item for item in typing.get_args(kind) if item is not Ellipsis]
        if len(set(items)) == 1:
            encode = _encoder(items[0])
            return list if encode is _same else lambda values: [encode(value) for value in values]
        encoders = [_encoder(item) for item in items]
        return lambda values: [encode(value) for encode, value in zip(encoders, values, strict=True)]
    return date.isoformat if kind is date else _same


@cache
def _decoder(kind: Any) -> _Convert:
    inner = _optional(kind)
    if inner is not None:
        decode = _decoder(inner)
        return decode if decode is _same else lambda value: None if value is None else decode(value)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        parts = [_decoder(hints[field.name]) for field in fields(kind)]
        return lambda values: kind(*[decode(value) for decode, value in zip(parts, values, strict=True)])
    if typing.get_origin(kind) is tuple:
        items = [item for item in typing.get_args(kind) if item is not Ellipsis]
        if len(set(items)) == 1:
            decode = _decoder(items[0])
            return tuple if decode is _same else lambda values: tuple([decode(value) for value in values])
        decoders = [_decoder(item) for item in items]
        return lambda values: tuple([decode(value) for decode, value in zip(decoders, values, strict=True)])
    return date.fromisoformat if kind is date else _same
