// SPDX-License-Identifier: BSL-1.0
#include "assay/export/typescript.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "export/script_objects.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::level;

namespace export_typescript {

/// After the line break that a literal begins with.
std::string_view text_of(std::string_view literal) { return literal.substr(1); }

TEST_CASE("TypeScript: an interface has the members in the order of the struct, with what types "
          "cannot say in comments",
          "[export][schema]") {
  CHECK(assay::to_typescript<export_script::item>(level::strict, "shop.item") == text_of(R"-(
// The types of shop.item, as assay accepts it at the level "strict". Written by assay from the C++
// struct: change that instead.

/**
 * A thing that is sold: /* no comment *\/.
 * Rule: `low`, `high`: a high not below the low.
 */
export interface Item {
  /**
   * Which item it is. 1 to 12 characters.
   * @example "A-1"
   */
  sku: string;
  color?: "red" | "déjà \"vu\"" | "\u2028" | null;
  /** The least that is sold. Integer from 1 to 100. */
  low: number;
  /** Integer; no 13. */
  high?: number;
  /** Integer >= 0. */
  stock?: number | null;
  /** Number > 0; a multiple of 0.01. */
  price?: number | null;
  /** At most 20 bytes of UTF-8; no spaces. */
  slug?: string | null;
  /** UUID. */
  id?: string | null;
  /** URI. */
  link?: string | null;
  /** 1 to 3 elements; all different. */
  tags?: string[] | null;
  range?: [number, number] | null;
  /** At most 1 member. */
  places: Record<string, Place>;
  notes?: Record<string, unknown> | null;
  anything: unknown;
  part_of?: Item | null;
  "a \"b\\\""?: string | null;
  constructor?: string | null;
  __proto__?: string | null;
  /**
   * What it was called.
   * @deprecated send tags
   */
  old?: string | null;
  /** Must not be present: nothing. */
  password?: never;
}

/** Where it is. Other members are refused. */
export interface Place {
  x: number;
  y: number;
}
)-"));
}

TEST_CASE("TypeScript: a union whose tag is beside it is an interface for each case",
          "[export][schema]") {
  CHECK(assay::to_typescript<export_script::note>() == text_of(R"-(
// The types of what assay accepts at the level "published". Written by assay from the C++ struct:
// change that instead.

/** `content`: What is in it, by `type`. */
export type Note = TextNote | PlaceNote;

/** What each Note has. */
export interface NoteBase {
  /** What it is. */
  type: "text" | "place";
  first?: TextPart | ListPart | null;
  more?: TextPart | Record<string, unknown> | null;
  inside?: string | Note2[] | null;
}

export interface TextNote extends NoteBase {
  type: "text";
  content: TextPart2;
}

export interface PlaceNote extends NoteBase {
  type: "place";
  content: Place;
}

export interface TextPart {
  kind: "text";
  text?: string | null;
}

export interface ListPart {
  kind: "list";
  parts?: (TextPart | ListPart)[] | null;
}

/** `content`: What is in it, by `type`. */
export type Note2 = TextNote2 | PlaceNote2;

/** What each Note2 has. */
export interface Note2Base {
  /** What it is. */
  type: "text" | "place";
  first?: TextPart | ListPart | null;
  more?: TextPart | Record<string, unknown> | null;
  inside?: string | Note2[] | null;
}

export interface TextNote2 extends Note2Base {
  type: "text";
  content?: TextPart3 | null;
}

export interface PlaceNote2 extends Note2Base {
  type: "place";
  content?: Place2 | null;
}

export interface TextPart2 {
  text: string;
}

/** Where it is. Other members are refused. */
export interface Place {
  x: number;
  y: number;
}

export interface TextPart3 {
  text?: string | null;
}

/** Where it is. Other members are refused. */
export interface Place2 {
  x?: number | null;
  y?: number | null;
}
)-"));
}

TEST_CASE("TypeScript: below the level that enforces a type, other kinds of values are let in",
          "[export][schema]") {
  CHECK(assay::to_typescript<export_script::note>(level::reference) == text_of(R"-(
// The types of what assay accepts at the level "reference". Written by assay from the C++ struct:
// change that instead.

/** `content`: What is in it, by `type`. */
export type Note = TextNote | PlaceNote;

/** What each Note has. */
export interface NoteBase {
  /** What it is. */
  type: "text" | "place";
  first?: TextPart | ListPart | Record<string, unknown> | NotAnObject | null;
  more?: TextPart | Record<string, unknown> | NotAnObject | null;
  inside?: (Note2 | NotAnObject | null)[] | NotAnArray | null;
}

export interface TextNote extends NoteBase {
  type: "text";
  content: TextPart2;
}

export interface PlaceNote extends NoteBase {
  type: "place";
  content: Place;
}

export interface TextPart {
  kind: "text";
  text?: unknown;
}

export interface ListPart {
  kind: "list";
  parts?:
    | (TextPart | ListPart | Record<string, unknown> | NotAnObject | null)[]
    | NotAnArray
    | null;
}

/** `content`: What is in it, by `type`. */
export type Note2 = TextNote2 | PlaceNote2;

/** What each Note2 has. */
export interface Note2Base {
  /** What it is. */
  type: "text" | "place";
  first?: TextPart | ListPart | Record<string, unknown> | NotAnObject | null;
  more?: TextPart | Record<string, unknown> | NotAnObject | null;
  inside?: (Note2 | NotAnObject | null)[] | NotAnArray | null;
}

export interface TextNote2 extends Note2Base {
  type: "text";
  content?: TextPart3 | NotAnObject | null;
}

export interface PlaceNote2 extends Note2Base {
  type: "place";
  content?: Place2 | NotAnObject | null;
}

export interface TextPart2 {
  text: string;
}

/** Where it is. */
export interface Place {
  x: number;
  y: number;
}

export interface TextPart3 {
  text?: unknown;
}

/** Where it is. */
export interface Place2 {
  x?: unknown;
  y?: unknown;
}

/** Any value but an object and null. */
type NotAnObject = string | number | boolean | unknown[];

/** Any value but an array and null. */
type NotAnArray = string | number | boolean | Record<string, unknown>;
)-"));
}

TEST_CASE("TypeScript: an outermost union has the name of the object", "[export][schema]") {
  CHECK(assay::to_typescript<export_script::part>(level::published, "shop.part") == text_of(R"-(
// The types of shop.part, as assay accepts it at the level "published". Written by assay from the
// C++ struct: change that instead.

export type ShopPart = TextPart | ListPart;

export interface TextPart {
  kind: "text";
  text: string;
}

export interface ListPart {
  kind: "list";
  parts: (TextPart | ListPart)[];
}
)-"));
}

TEST_CASE("TypeScript: what types cannot say is told in whole sentences", "[export][schema]") {
  const std::string types = assay::to_typescript<export_script::spoken>();
  CHECK(types.substr(types.find("\n\n") + 2) == text_of(R"-(
/**
 * What is said. Other members are refused.
 * Rule: members_disagree.
 */
export interface Spoken {
  /** Some. Fewer than 9. */
  few?: string[] | null;
  /** Counted! Not empty. */
  counts?: Record<string, number> | null;
  /** No 13. */
  any?: unknown;
  /** All of them (…) All different. */
  all?: unknown[] | null;
  /** Said twice? */
  either?: boolean | string[] | null;
  /**
   * One
   * @deprecated send few.
   */
  choice?: "a" | "" | null;
  /** Must not be present: refer to it by prompt_ref. */
  prompt?: never;
}
)-"));
}

} // namespace export_typescript
