// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/script_text.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/schema/format.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Functions that zod lacks, and that a file defines if it uses them.
enum class zod_helper : std::uint8_t {
  integer,
  not_null,
  not_an_object,
  not_an_array,
  record,
  counted,
  other_than,
  none_of,
  characters,
  bytes,
  unique,
  multiple_of,
  fits_float,
  own_members
};

/// A helper's name and source. `%Object` in the source is the global of that name.
struct zod_helper_row {
  zod_helper helper;
  std::string_view name, source;
};

inline constexpr zod_helper_row zod_helper_table[] = {
    {zod_helper::integer, "integer", R"(
/** An integer of any size: z.int() rejects integers beyond 2^53. */
const integer = z.number().refine(%Number.isInteger, "expected an integer");
)"},
    {zod_helper::not_null, "notNull", R"(
const notNull = z.custom<NonNullable<unknown>>((value) => value != null, "expected non-null value");
)"},
    {zod_helper::not_an_object, "notAnObject", R"(
const notAnObject = z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())]);
)"},
    {zod_helper::not_an_array, "notAnArray", R"(
const notAnArray = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.record(z.string(), z.unknown()),
]);
)"},
    {zod_helper::record, "record", R"(
/** z.record() ignores a member named "__proto__"; this function checks it. */
const record = <Value extends z.ZodType>(value: Value) =>
  z
    .custom<any>((map) => {
      const member = %Object.getOwnPropertyDescriptor(%Object(map), "__proto__");
      return member === undefined || value.safeParse(member.value).success;
    })
    .pipe(z.record(z.string(), value));
)"},
    {zod_helper::counted, "counted", R"(
/** Counts all members: z.record() drops a member named "__proto__". */
const counted = <Map extends z.ZodType>(map: Map, words: string, least: number, most?: number) =>
  z
    .custom<any>((value) => {
      const count = %Object.keys(%Object(value)).length;
      return %Object(value) !== value || (count >= least && count <= (most ?? count));
    }, words)
    .pipe(map);
)"},
    {zod_helper::other_than, "otherThan", R"(
/** An object whose member of this name is not one of the texts. */
const otherThan = (name: string, texts: unknown[]) =>
  z.record(z.string(), z.unknown()).refine((members) => !texts.includes(members[name]));
)"},
    {zod_helper::none_of, "noneOf", R"(
const noneOf = (texts: unknown[]) => (value: unknown) => !texts.includes(value);
)"},
    {zod_helper::characters, "characters", R"(
/** The length in Unicode characters; `length` counts some of them as two. */
const characters = (text: string) => [...text].length;
)"},
    {zod_helper::bytes, "bytes", R"(
/** The length in bytes of UTF-8. */
const bytes = (text: string) =>
  [...text].reduce((sum, one) => {
    const code = one.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
)"},
    {zod_helper::unique, "unique", R"(
const unique = (all: unknown[]) =>
  new %Set(all.map((one) => %JSON.stringify(one))).size === all.length;
)"},
    {zod_helper::multiple_of, "multipleOf", R"(
/** The decimal value of a number: its digits, and the power of ten to multiply them by. */
const decimal = (number: number): [bigint, number] => {
  const [digits = "", power = ""] = number.toExponential().split("e");
  const fraction = digits.split(".")[1] ?? "";
  return [%BigInt(digits.replace(".", "")), %Number(power) - fraction.length];
};

/** Whether the decimal value is a multiple: 0.3 is one of 0.1, although the doubles differ. */
const multipleOf = (step: number) => (value: number) => {
  const [a, i] = decimal(value);
  const [b, j] = decimal(step);
  const least = %Math.min(i, j);
  return (a * 10n ** %BigInt(i - least)) % (b * 10n ** %BigInt(j - least)) === 0n;
};
)"},
    {zod_helper::fits_float, "fitsFloat", R"(
/** Whether the number is within the range of a float. */
const fitsFloat = (value: number) => %Number.isFinite(%Math.fround(value));
)"},
    {zod_helper::own_members, "ownMembers", R"(
/** The object without inherited members: every object has a `constructor`. */
const ownMembers = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !%Array.isArray(value)
    ? %Object.assign(%Object.create(null), value)
    : value;
)"},
};

/// Returns whether every object of JavaScript has a member of that name.
inline bool is_inherited_name(std::string_view name) noexcept {
  constexpr std::string_view names[] = {
      "constructor",      "toString",         "toLocaleString",   "valueOf",
      "hasOwnProperty",   "isPrototypeOf",    "__proto__",        "propertyIsEnumerable",
      "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The helpers that a file uses.
class zod_helpers {
 public:
  explicit zod_helpers(const level_schema& schema) : schema_(schema) {}

  std::string use(zod_helper helper) {
    if (std::find(used_.begin(), used_.end(), helper) == used_.end()) used_.push_back(helper);
    return std::string(row_of(helper).name);
  }
  /// Returns the name of a format's pattern. Precondition: it has a pattern.
  std::string use(text_format f) {
    if (std::find(formats_.begin(), formats_.end(), f) == formats_.end()) formats_.push_back(f);
    return name_of_pattern(f);
  }

  /// Returns the source of the used helpers, in the order of the table.
  std::string text() const {
    std::string out;
    for (const zod_helper_row& row : zod_helper_table)
      if (std::find(used_.begin(), used_.end(), row.helper) != used_.end()) append(out, row.source);
    for (const text_format f : formats_) {
      const text_format_row& row = assay::row_of(f);
      out += '\n';
      if (!row.is_pattern_exact) out += script_comment({std::string(words_of_leap_seconds)}, "");
      out.append("const ").append(name_of_pattern(f)).append(" =\n  ");
      out.append(script_pattern(row.pattern)).append(";\n");
    }
    return out;
  }

 private:
  static const zod_helper_row& row_of(zod_helper helper) noexcept {
    return zod_helper_table[static_cast<std::size_t>(helper)];
  }

  /// Returns "dateTime" for date-time.
  static std::string name_of_pattern(text_format f) {
    std::string out = pascal_case(name_of(f));
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
  }

  void append(std::string& out, std::string_view source) const {
    for (std::size_t i = 0; i < source.size(); ++i) {
      const bool is_global = source[i] == '%' && source[i + 1] >= 'A' && source[i + 1] <= 'Z';
      if (!is_global) {
        out += source[i];
        continue;
      }
      const std::size_t begin = i + 1;
      while (i + 1 < source.size() && is_script_name(source.substr(i + 1, 1))) ++i;
      out += script_global(schema_, source.substr(begin, i + 1 - begin));
    }
  }

  const level_schema& schema_;
  std::vector<zod_helper> used_;
  std::vector<text_format> formats_;
};

} // namespace assay::detail
