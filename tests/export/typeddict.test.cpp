// SPDX-License-Identifier: BSL-1.0
#include "assay/export/typeddict.hpp"

#include "export/python_objects.hpp"
#include "export/script_objects.hpp"
#include "support/catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>

using assay::level;

namespace export_typeddict {
namespace {

using namespace python_objects;

/// What begins with the text, or nothing where that does not stand in the module.
std::string from(const std::string& module, std::string_view begin) {
  const std::size_t at = module.find(begin);
  return at == module.npos ? std::string() : module.substr(at);
}

TEST_CASE(
    "a module says what it was made from, and imports what it needs; a union is its last name") {
  CHECK(assay::to_typeddict<part>() ==
        R"py("""What assay accepts as Root at the level published, as types of Python.

Made from the description of the struct in C++: change that, not this file. Type
checkers refuse members in literals that are not named here, whether or not the level
accepts them. Comments say what types cannot.
"""

from typing import Literal, NotRequired, TypeAlias, TypedDict


class Leaf(TypedDict):
    """Its words: "..." or \\, not \"\"\". Other members are refused."""

    kind: Literal["leaf"]
    text: str
    # Number > 0; whole.
    weight: NotRequired[float | None]


class Branch(TypedDict):
    kind: Literal["branch"]
    parts: "list[Leaf | Branch]"


Root: TypeAlias = Leaf | Branch
)py");
}

TEST_CASE("names that Python cannot write in a class are in a call") {
  CHECK(from(assay::to_typeddict<names>(), "\n\nNames = ") == R"py(

Names = TypedDict(
    "Names",
    {
        "class": Required[str],
        # `type`: no comment for tools.
        "list": str | None,
        "json": int | None,
        'a."€"\u2028': bool | None,
    },
    total=False,
)
)py");
}

TEST_CASE("a member that must not be present is a comment") {
  CHECK(from(assay::to_typeddict<none>(), "class ") == R"py(class None_(TypedDict):
    # secret must not be present: keep it.
    pass
)py");
}

TEST_CASE("comments say what types cannot") {
  CHECK(from(assay::to_typeddict<values>(), "class Values(") ==
        R"py(class Values(TypedDict, total=False):
    """Checked across members: `code`, `slug`: a code that is no slug."""

    # Which it is, in so many words that a line of Python is not enough for them. Not
    # empty.
    id: Required[str]
    # Integer from 1 to 9.
    small: int
    long: int | None
    # Number >= 0.5 and < 2.
    ratio: float | None
    color: Literal["red", "dark_green"] | None
    # At most 3 characters.
    note: str | None
    # 2 to 4 bytes of UTF-8.
    code: str | None
    # A single line.
    slug: str | None
    # Base64.
    data: str | None
    # RFC 3339 date-time.
    when: Required[str]
    # Not empty; all different.
    tags: list[str] | None
    scores: dict[str, int] | None
    # 2 elements.
    pair: list[bool] | None
    either: Required[bool | str]
    any: Required[Any]
    # Deprecated: send "code".
    old: str | None
    loose: list[Leaf | Branch | dict[str, Any]] | None
)py");
}

TEST_CASE("comments are whole sentences, and say that an object is closed") {
  CHECK(from(assay::to_typeddict<export_script::spoken>(), "class ") ==
        R"py(class Spoken(TypedDict, total=False):
    """What is said. Other members are refused.

    Checked across members: members_disagree.
    """

    # Some. Fewer than 9.
    few: list[str] | None
    # Counted! Not empty.
    counts: dict[str, float] | None
    # No 13.
    any: Any
    # All of them (…) All different.
    all: list[Any] | None
    # Said twice?
    either: bool | list[str] | None
    # One. Deprecated: send few.
    choice: Literal["a", ""] | None
    # prompt must not be present: refer to it by prompt_ref.
)py");
}

TEST_CASE("a union that keeps what it does not know takes any dict") {
  CHECK(from(assay::to_typeddict<loose_part>(), "Root: ") ==
        R"py(Root: TypeAlias = Leaf | Branch | dict[str, Any]
)py");
}

TEST_CASE("an object whose tag is beside its union is a class for each tag") {
  CHECK(from(assay::to_typeddict<event>(), "class EventBase") ==
        R"py(class EventBase(TypedDict, total=False):
    """What happened."""

    # Integer >= 0.
    seq: Required[int]
    cause: Event2 | None
    one: Leaf | Branch | None


class NamesEvent(EventBase):
    type: Literal["names"]
    payload: Names


class NoneEvent(EventBase):
    type: Literal["none"]
    payload: None_


class ValuesEvent(EventBase):
    type: Literal["values"]
    payload: Values


class BranchEvent(EventBase):
    type: Literal["branch"]
    payload: Branch2


# `type`: What it is of.
Event: TypeAlias = NamesEvent | NoneEvent | ValuesEvent | BranchEvent
)py");
}

TEST_CASE(
    "below the level from which types are asked for, objects are still told what they may be") {
  CHECK(from(assay::to_typeddict<event>(level::reference), "class EventBase") ==
        R"py(class EventBase(TypedDict, total=False):
    """What happened."""

    # Integer >= 0.
    seq: Required[int]
    cause: Event2 | Any
    one: Any


class NamesEvent(EventBase):
    type: Literal["names"]
    payload: Names


class NoneEvent(EventBase):
    type: Literal["none"]
    payload: None_


class ValuesEvent(EventBase):
    type: Literal["values"]
    payload: Values


class BranchEvent(EventBase):
    type: Literal["branch"]
    payload: Branch2


# `type`: What it is of.
Event: TypeAlias = NamesEvent | NoneEvent | ValuesEvent | BranchEvent
)py");
}

} // namespace
} // namespace export_typeddict
