// SPDX-License-Identifier: BSL-1.0
#include "assay/export/pydantic.hpp"

#include "export/python_objects.hpp"
#include "support/catch.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace export_pydantic {

constexpr bool is_even(int n) { return n % 2 == 0; }
constexpr bool is_short(const std::vector<std::string>& all) { return all.size() < 9; }

/// Rules that keywords of pydantic do not say, in an object with an alias that is closed.
struct odd_rules {
  std::string class_{};
  std::optional<float> size{};
  std::optional<double> price{};
  std::optional<int> even{};
  std::optional<std::vector<std::string>> few{};
  std::optional<std::vector<assay::raw_json>> all{};
  std::optional<std::string> link{};
};
BOOST_DESCRIBE_STRUCT(odd_rules, (), (class_, size, price, even, few, all, link))
constexpr bool no_few(int, const std::vector<std::string>& few) { return few.empty(); }
inline void find_nothing(const assay::object_texts&, assay::rule_violations&) {}
consteval auto rules_of(const odd_rules*) {
  using namespace assay;
  using o = odd_rules;
  return rules(all_enforced_from(level::published), closed_from(level::published),
               field<&o::price>("What it costs", multiple_of("0.05")),
               field<&o::even>("", not_null(), satisfies<is_even>("an even number")),
               field<&o::few>("Some.", satisfies<is_short>("fewer than 9")),
               field<&o::all>("", unique_elements()),
               field<&o::link>("Where it is", format(text_format::uri)),
               check_members<&o::even, &o::few>(level::published, no_few, "none of them"),
               check_object(level::published, find_nothing));
}

namespace {

using namespace python_objects;

/// What begins with the text, or nothing where that does not stand in the module.
std::string from(const std::string& module, std::string_view begin) {
  const std::size_t at = module.find(begin);
  return at == module.npos ? std::string() : module.substr(at);
}
std::string between(const std::string& module, std::string_view begin, std::string_view end) {
  const std::string out = from(module, begin);
  return out.substr(0, out.find(end));
}

TEST_CASE("a module says what it was made from, and imports what it needs; a union is told apart "
          "by its tag") {
  CHECK(assay::to_pydantic<part>() ==
        R"py("""What assay accepts as Root at the level published, as models of pydantic 2.

Made from the description of the struct in C++: change that, not this file.
TypeAdapter(Root).validate_json(text) reads JSON; model_dump_json(by_alias=True,
exclude_unset=True) writes it.
"""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def multiple_of(step: str) -> BeforeValidator:
    """Asks for an exact multiple, where pydantic takes what is close to one."""
    exact = Fraction(step)

    def check(value: Any) -> Any:
        if type(value) in (int, float) and Fraction(str(value)) % exact:
            raise ValueError(f"{value} is no multiple of {step}")
        return value

    return BeforeValidator(check)


class Model(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="allow", allow_inf_nan=False, protected_namespaces=()
    )


class Leaf(Model):
    """Its words: "..." or \\, not \"\"\"."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["leaf"]
    text: str
    weight: Annotated[float, Field(gt=0), multiple_of("1")] | None = None


class Branch(Model):
    kind: Literal["branch"]
    parts: 'list[Annotated[Leaf | Branch, Field(discriminator="kind")]]'


Root = Annotated[Leaf | Branch, Field(discriminator="kind")]
)py");
}

TEST_CASE("patterns of formats are constants") {
  CHECK(between(assay::to_pydantic<values>(), "BASE64 = ", "\n\ndef ") ==
        R"py(BASE64 = r"^(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?\Z"
# Not checked here: a second of 60 stands only at 23:59 UTC.
DATE_TIME = (
    r"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0["
    r"1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|["
    r"13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01][0-9]|2[0-3]):[0-5]["
    r"0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\Z"
)
)py");
}

TEST_CASE("names that mean something to Python or pydantic are aliases") {
  CHECK(from(assay::to_pydantic<names>(), "class Names(") == R"py(class Names(Model):
    class_: str = Field(alias="class")
    list_: str | None = Field(
        default=None, alias="list", description="type: no comment for tools."
    )
    json_: int | None = Field(default=None, alias="json", ge=-2147483648, le=2147483647)
    a: bool | None = Field(default=None, alias='a."€"\u2028')
)py");
}

TEST_CASE("a member that must not be present is refused") {
  CHECK(from(assay::to_pydantic<none>(), "def refuse(") == R"py(def refuse(value: Any) -> Any:
    raise ValueError("the member must not be present")


Forbidden = Annotated[None, BeforeValidator(refuse)]


class Model(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="allow", allow_inf_nan=False, protected_namespaces=()
    )


class None_(Model):
    secret: Forbidden = Field(default=None, description="Must not be present: keep it.")
)py");
}

TEST_CASE("fields ask for what the level asks for") {
  CHECK(from(assay::to_pydantic<values>(), "class Values(") == R"py(class Values(Model):
    """Not checked here: `code`, `slug`: a code that is no slug."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(
        min_length=1,
        description=(
            "Which it is, in so many words that a line of Python is not enough for "
            "them."
        ),
    )
    small: Omittable[Annotated[int, Field(ge=1, le=9)]] = None
    long: int | None = None
    ratio: float | None = Field(default=None, ge=0.5, lt=2)
    color: Literal["red", "dark_green"] | None = None
    note: str | None = Field(default=None, max_length=3)
    code: Annotated[str, utf8_length(2, 4)] | None = None
    slug: str | None = Field(default=None, pattern=r"^[^\n\r\u2028\u2029]*\Z")
    data: str | None = Field(default=None, pattern=BASE64)
    when: str = Field(pattern=DATE_TIME)
    tags: Annotated[list[str], Field(min_length=1), NoTwoEqual] | None = None
    scores: Union[
        dict[str, Annotated[int, Field(ge=-2147483648, le=2147483647)]], None
    ] = None
    pair: list[bool] | None = Field(default=None, min_length=2, max_length=2)
    either: bool | str
    any: Any
    old: str | None = Field(default=None, deprecated='send "code"')
    loose: Union[
        list[
            Annotated[
                Union[
                    Annotated[Leaf, Tag("leaf")],
                    Annotated[Branch, Tag("branch")],
                    Annotated[dict[str, Any], Tag("")],
                ],
                by_tag("kind", "leaf", "branch"),
            ]
        ],
        None,
    ] = None
)py");
}

TEST_CASE("what pydantic does not check is said, and a closed model takes no names of Python") {
  const std::string module = assay::to_pydantic<odd_rules>();
  CHECK(from(module, "class OddRules(") == R"py(class OddRules(Model):
    """Not checked here: `even`, `few`: none of them; members_disagree."""

    model_config = ConfigDict(extra="forbid")
    _refused = refuse_members("class_")

    class_: str = Field(alias="class")
    size: float | None = Field(
        default=None, gt=-3.4028235677973366e+38, lt=3.4028235677973366e+38
    )
    price: Annotated[float, multiple_of("0.05")] | None = Field(
        default=None, description="What it costs"
    )
    even: Omittable[Annotated[int, Field(ge=-2147483648, le=2147483647)]] = Field(
        default=None, description="Not checked here: an even number."
    )
    few: list[str] | None = Field(
        default=None, description="Some. Not checked here: fewer than 9."
    )
    all: list[Any] | None = Field(
        default=None, description="Not checked here: all different."
    )
    link: str | None = Field(
        default=None, description="Where it is. Not checked here: URI."
    )
)py");
  CHECK(between(module, "def refuse_members", "\n\n\n") ==
        R"py(def refuse_members(*names: str) -> Any:
    """Refuses what pydantic takes for aliased fields, by their names in Python."""

    @model_validator(mode="before")
    def check(value: Any) -> Any:
        if isinstance(value, dict) and not value.keys().isdisjoint(names):
            raise ValueError("a member is not accepted")
        return value

    return check)py");
}

TEST_CASE("a union that keeps what it does not know takes any dict with another tag") {
  CHECK(from(assay::to_pydantic<loose_part>(), "Root = ") == R"py(Root = Annotated[
    Union[
        Annotated[Leaf, Tag("leaf")],
        Annotated[Branch, Tag("branch")],
        Annotated[dict[str, Any], Tag("")],
    ],
    by_tag("kind", "leaf", "branch"),
]
)py");
}

TEST_CASE("an object whose tag is beside its union is a model for each tag") {
  CHECK(from(assay::to_pydantic<event>(), "class EventBase") == R"py(class EventBase(Model):
    """What happened."""

    seq: int = Field(ge=0, le=18446744073709551615)
    cause: Event2 | None = None
    one: Annotated[Leaf | Branch, Field(discriminator="kind")] | None = None


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
Event = Annotated[
    NamesEvent | NoneEvent | ValuesEvent | BranchEvent, Field(discriminator="type")
]
)py");
}

TEST_CASE("a pattern of ECMA-262 means the same to Python") {
  using assay::detail::python_regex;
  CHECK(python_regex("^a$") == "^a\\Z");
  CHECK(python_regex("^[$.\\d]\\d\\$\\.$") == "^[$.0-9][0-9]\\$\\.\\Z");
  CHECK(python_regex("\\w[\\w-]\\D\\W") == "[0-9A-Za-z_][0-9A-Za-z_-][^0-9][^0-9A-Za-z_]");
  CHECK(python_regex("(?<year>.)(?<=a)(?<!b)[[]") ==
        "(?P<year>[^\\n\\r\\u2028\\u2029])(?<=a)(?<!b)[\\[]");
  CHECK(python_regex("(?<c>a)\\k<c>\\\\k<c>") == "(?P<c>a)(?P=c)\\\\k<c>");
}

TEST_CASE("several patterns are one that asks for all") {
  using assay::detail::python_pattern;
  CHECK(python_pattern({"^a$"}) == "r\"^a\\Z\"");
  CHECK(python_pattern({"a"}) == "r\"(?=[\\s\\S]*?(?:a))\"");
  CHECK(python_pattern({"^a", "b$"}) == "r\"(?=[\\s\\S]*?(?:^a))(?=[\\s\\S]*?(?:b\\Z))\"");
  CHECK(python_pattern({"^\"$"}) == "'^\"\\\\Z'");
}

} // namespace
} // namespace export_pydantic
