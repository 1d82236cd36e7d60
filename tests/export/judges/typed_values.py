# SPDX-License-Identifier: BSL-1.0
"""The verdict of TypedDicts on a value, for mypy.py."""

import typing
from types import UnionType


def plain(type_):
    """Returns the type without Required and NotRequired."""
    while typing.get_origin(type_) in (typing.Required, typing.NotRequired):
        type_ = typing.get_args(type_)[0]
    return type_


def alternatives(type_):
    type_ = plain(type_)
    if typing.get_origin(type_) in (typing.Union, UnionType):
        return [one for inner in typing.get_args(type_) for one in alternatives(inner)]
    return [type_]


def members(typed_dict):
    return {n: plain(t) for n, t in typing.get_type_hints(typed_dict, include_extras=True).items()}


def has_tags(typed_dict, value):
    """Returns whether the value has the constants that distinguish a union's alternatives."""
    return all(
        value.get(name) in typing.get_args(type_)
        for name, type_ in members(typed_dict).items()
        if typing.get_origin(type_) is typing.Literal and len(typing.get_args(type_)) == 1
    )


def choose(type_, value):
    """Returns the alternative of the type for the value, or Any if it is ambiguous."""
    all_ = alternatives(type_)
    if isinstance(value, dict):
        found = [t for t in all_ if typing.is_typeddict(t)]
        if len(found) > 1:
            # The first one, if the last is for other tags.
            found = [t for t in found if has_tags(t, value)][:1]
        found = found or [t for t in all_ if typing.get_origin(t) is dict]
    else:
        found = [t for t in all_ if typing.get_origin(t) is list]
    return found[0] if len(found) == 1 else typing.Any


def is_open(type_):
    """Returns whether the type accepts unknown values."""
    all_ = alternatives(type_)
    return typing.Any in all_ or (
        any(map(typing.is_typeddict, all_)) and any(typing.get_origin(t) is dict for t in all_)
    )


def has_unknown_tag(value, type_):
    """Returns whether the value contains an object that matches none of a union's tags, but a dict.

    If it has the members of one of the alternatives, mypy uses that alternative.
    """
    chosen = choose(type_, value)
    if isinstance(value, dict):
        is_union = any(map(typing.is_typeddict, alternatives(type_)))
        if is_union and is_open(type_) and not typing.is_typeddict(chosen):
            return True
        return any(has_unknown_tag(v, inner_type(chosen, n)) for n, v in value.items())
    return isinstance(value, list) and any(has_unknown_tag(v, inner_type(chosen, 0)) for v in value)


def inner_type(type_, name):
    """Returns the type of a member or element of a chosen type, or None if it has none."""
    if type_ is None:
        return None
    if typing.is_typeddict(type_):
        return members(type_).get(name)
    arguments = typing.get_args(type_)
    return arguments[-1] if typing.get_origin(type_) in (list, dict) else typing.Any


def without_unknown(value, type_):
    """Returns the value without members that its types do not name."""
    chosen = choose(type_, value)
    if isinstance(value, list):
        return [without_unknown(v, inner_type(chosen, None)) for v in value]
    if isinstance(value, dict):
        inner = {name: inner_type(chosen, name) for name in value}
        return {n: without_unknown(value[n], t) for n, t in inner.items() if t is not None}
    return value


def types_can_say(error, value, type_):
    """Returns whether the types can express what the error is about."""
    parts = [p.replace("~1", "/").replace("~0", "~") for p in error["path"].split("/")[1:]]
    code = error["code"]
    is_of_name = code in ("missing_member", "unknown_member")
    for part in parts[:-1] if is_of_name else parts:
        if is_open(type_) or not isinstance(value, (dict, list)):
            return False
        type_ = inner_type(choose(type_, value), part)
        if type_ is None:
            return False
        value = value[int(part)] if isinstance(value, list) else value[part]
    all_ = alternatives(type_)
    if is_open(type_):
        return False
    if is_of_name:
        return typing.is_typeddict(choose(type_, value))
    if code == "type_mismatch":
        # In Python, True is an integer, and an integer can be a float.
        is_taken = isinstance(value, bool) and (int in all_ or float in all_)
        return not is_taken and not (isinstance(value, float) and float in all_)
    return code in ("not_one_of", "unknown_type") and any(
        typing.get_origin(t) is typing.Literal or typing.is_typeddict(t) for t in all_
    )
