"""What TypedDicts say of a value, for the judge of them."""

import typing
from types import NoneType, UnionType


def plain(type_):
    """The type without Required and NotRequired."""
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
    """Whether the value has the constants that tell a union's alternatives apart."""
    return all(
        value.get(name) in typing.get_args(type_)
        for name, type_ in members(typed_dict).items()
        if typing.get_origin(type_) is typing.Literal and len(typing.get_args(type_)) == 1
    )


def choose(type_, value):
    """The alternative of the type that the value is meant to be, or Any where that is not clear."""
    all_ = alternatives(type_)
    if isinstance(value, dict):
        found = [t for t in all_ if typing.is_typeddict(t)]
        if len(found) > 1:
            found = [t for t in found if has_tags(t, value)]
        found += [t for t in all_ if typing.get_origin(t) is dict]
        # An alternative for what has another tag.
        if len(found) > 1 and typing.is_typeddict(found[0]):
            found = found[:1] if typing.Any not in all_ else found
    elif isinstance(value, list):
        found = [t for t in all_ if typing.get_origin(t) is list]
    else:
        found = all_ if typing.Any not in all_ else []
        return type_ if found else typing.Any
    return found[0] if len(found) == 1 else typing.Any


def inner_type(type_, name):
    """The type of a member or an element of a chosen type, or None where it names none."""
    if typing.is_typeddict(type_):
        return members(type_).get(name)
    arguments = typing.get_args(type_)
    return arguments[-1] if typing.get_origin(type_) in (list, dict) else typing.Any


def without_unknown(value, type_):
    """The value without the members that its types do not name."""
    chosen = choose(type_, value)
    if isinstance(value, list):
        return [without_unknown(v, inner_type(chosen, None)) for v in value]
    if isinstance(value, dict):
        inner = {name: inner_type(chosen, name) for name in value}
        return {n: without_unknown(value[n], t) for n, t in inner.items() if t is not None}
    return value


def types_can_say(error, value, type_):
    """Whether the types say what the error is about."""
    parts = [p.replace("~1", "/").replace("~0", "~") for p in error["path"].split("/")[1:]]
    if error["code"] in ("missing_member", "unknown_member"):
        name = parts.pop()
    for part in parts:
        if not isinstance(value, (dict, list)):
            return False
        type_ = inner_type(choose(type_, value), part)
        if type_ is None or type_ is typing.Any:
            return False
        value = value[int(part)] if isinstance(value, list) else value[part]
    if error["code"] in ("missing_member", "unknown_member"):
        return typing.is_typeddict(choose(type_, value)) and name is not None
    all_ = alternatives(type_)
    if typing.Any in all_:
        return False
    if error["code"] == "type_mismatch":
        # To Python True is an integer, and an integer can be a float.
        return not (isinstance(value, bool) and (int in all_ or float in all_))
    return error["code"] in ("not_one_of", "unknown_type") and any(
        typing.get_origin(t) is typing.Literal or typing.is_typeddict(t) for t in all_
    )
