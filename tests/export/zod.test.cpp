// SPDX-License-Identifier: BSL-1.0
#include "assay/export/zod.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "export/script_objects.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::level;

namespace export_zod {

/// After the line break that a literal begins with.
std::string_view text_of(std::string_view literal) { return literal.substr(1); }

TEST_CASE("zod: an object has the members in the order of the struct, after what zod has not",
          "[export][schema]") {
  CHECK(assay::to_zod<export_script::item>(level::strict, "shop.item") == text_of(R"-(
// The zod schemas of shop.item, as assay accepts it at the level "strict". Written by assay from the
// C++ struct: change that instead.
import * as z from "zod";

/** A whole number of any size: z.int() takes none beyond 2^53. */
const integer = z.number().refine(Number.isInteger, "expected an integer");

/** z.record() overlooks a member named "__proto__"; this does not. */
const record = <Value extends z.ZodType>(value: Value) =>
  z
    .custom<any>((map) => {
      const member = Object.getOwnPropertyDescriptor(Object(map), "__proto__");
      return member === undefined || value.safeParse(member.value).success;
    })
    .pipe(z.record(z.string(), value));

/** Counts all members: z.record() drops one named "__proto__". */
const counted = <Map extends z.ZodType>(map: Map, words: string, least: number, most?: number) =>
  z
    .custom<any>((value) => {
      const count = Object.keys(Object(value)).length;
      return Object(value) !== value || (count >= least && count <= (most ?? count));
    }, words)
    .pipe(map);

/** The length in characters of Unicode, of which `length` counts some as two. */
const characters = (text: string) => [...text].length;

/** The length in bytes of UTF-8. */
const bytes = (text: string) =>
  [...text].reduce((sum, one) => {
    const code = one.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);

const unique = (all: unknown[]) =>
  new Set(all.map((one) => JSON.stringify(one))).size === all.length;

/** The number as it is written: its digits, and the power of ten that they are times of. */
const decimal = (number: number): [bigint, number] => {
  const [digits = "", power = ""] = number.toExponential().split("e");
  const fraction = digits.split(".")[1] ?? "";
  return [BigInt(digits.replace(".", "")), Number(power) - fraction.length];
};

/** Whether the number is a multiple as a decimal: 0.3 is one of 0.1, though no double is. */
const multipleOf = (step: number) => (value: number) => {
  const [a, i] = decimal(value);
  const [b, j] = decimal(step);
  const least = Math.min(i, j);
  return (a * 10n ** BigInt(i - least)) % (b * 10n ** BigInt(j - least)) === 0n;
};

/** Whether it is within the range of a float. */
const fitsFloat = (value: number) => Number.isFinite(Math.fround(value));

/** The object without what it inherits: each object of JavaScript has a `constructor`. */
const ownMembers = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.assign(Object.create(null), value)
    : value;

const uuid =
  /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/u;

/** Where it is. */
export const Place = z.strictObject({
  x: z.number(),
  y: z.number().refine(fitsFloat),
});
export type Place = z.infer<typeof Place>;

/**
 * A thing that is sold: /* no comment *\/.
 * Not checked here: `low`, `high`: a high not below the low.
 */
export const Item = z.preprocess(
  ownMembers,
  z.looseObject({
    /**
     * Which item it is.
     * @example "A-1"
     */
    sku: z.string()
      .min(1)
      .refine((text) => characters(text) <= 12, "expected at most 12 characters"),
    color: z.enum(["red", "déjà \"vu\"", "\u2028"]).nullish(),
    /** The least that is sold. */
    low: integer.gte(1).lte(100),
    /** Not checked here: no 13. */
    high: integer.gte(-2147483648).lte(2147483647).optional(),
    stock: integer.gte(0).nullish(),
    price: z.number().gt(0).refine(multipleOf(0.01), "expected a multiple of 0.01").nullish(),
    slug: z.string()
      .regex(/^[^ \/]*$/u, "expected no spaces")
      .refine((text) => bytes(text) <= 20, "expected at most 20 bytes of UTF-8")
      .nullish(),
    id: z.string().regex(uuid, "expected UUID").nullish(),
    /** Not checked here: URI. */
    link: z.string().nullish(),
    tags: z.array(z.string())
      .min(1)
      .max(3)
      .refine(unique, "expected distinct elements")
      .nullish(),
    range: z.tuple([z.number(), z.number()]).nullish(),
    places: counted(record(Place), "expected at most 1 member", 0, 1),
    notes: z.record(z.string(), z.unknown()).nullish(),
    anything: z.unknown(),
    get part_of() {
      return Item.nullish();
    },
    "a \"b\\\"": z.string().nullish(),
    constructor: z.string().nullish(),
    /** Not checked here: zod overlooks a member of this name. */
    ["__proto__"]: z.string().nullish(),
    /**
     * What it was called.
     * @deprecated send tags
     */
    old: z.string().nullish(),
    /** Must not be present: nothing. */
    password: z.never().optional(),
  }),
);
export type Item = z.infer<typeof Item>;
)-"));
}

TEST_CASE("zod: a union whose tag is beside it extends what all cases have", "[export][schema]") {
  CHECK(assay::to_zod<export_script::note>() == text_of(R"-(
// The zod schemas of what assay accepts at the level "published". Written by assay from the C++
// struct: change that instead.
import * as z from "zod";

/** An object whose member of that name is none of the texts. */
const otherThan = (name: string, texts: unknown[]) =>
  z.record(z.string(), z.unknown()).refine((members) => !texts.includes(members[name]));

/** Whether it is within the range of a float. */
const fitsFloat = (value: number) => Number.isFinite(Math.fround(value));

export const TextPart = z.looseObject({
  kind: z.literal("text"),
  text: z.string().nullish(),
});
export type TextPart = z.infer<typeof TextPart>;

export const ListPart = z.looseObject({
  kind: z.literal("list"),
  get parts() {
    return z.array(z.discriminatedUnion("kind", [TextPart, ListPart])).nullish();
  },
});
export type ListPart = z.infer<typeof ListPart>;

export const TextPart3 = z.looseObject({
  text: z.string().nullish(),
});
export type TextPart3 = z.infer<typeof TextPart3>;

/** Where it is. */
export const Place2 = z.strictObject({
  x: z.number().nullish(),
  y: z.number().refine(fitsFloat).nullish(),
});
export type Place2 = z.infer<typeof Place2>;

const note2Base = z.looseObject({
  /** What it is. */
  type: z.enum(["text", "place"]),
  first: z.discriminatedUnion("kind", [TextPart, ListPart]).nullish(),
  more: z.union([
    z.discriminatedUnion("kind", [TextPart]),
    otherThan("kind", ["text"]),
  ]).nullish(),
  get inside() {
    return z.union([z.string(), z.array(Note2)]).nullish();
  },
});

/** `content`: What is in it, by `type`. */
export const Note2 = z.discriminatedUnion("type", [
  note2Base.extend({ type: z.literal("text"), content: TextPart3.nullish() }),
  note2Base.extend({ type: z.literal("place"), content: Place2.nullish() }),
]);
export type Note2 = z.infer<typeof Note2>;

export const TextPart2 = z.looseObject({
  text: z.string(),
});
export type TextPart2 = z.infer<typeof TextPart2>;

/** Where it is. */
export const Place = z.strictObject({
  x: z.number(),
  y: z.number().refine(fitsFloat),
});
export type Place = z.infer<typeof Place>;

const noteBase = z.looseObject({
  /** What it is. */
  type: z.enum(["text", "place"]),
  first: z.discriminatedUnion("kind", [TextPart, ListPart]).nullish(),
  more: z.union([
    z.discriminatedUnion("kind", [TextPart]),
    otherThan("kind", ["text"]),
  ]).nullish(),
  inside: z.union([z.string(), z.array(Note2)]).nullish(),
});

/** `content`: What is in it, by `type`. */
export const Note = z.discriminatedUnion("type", [
  noteBase.extend({ type: z.literal("text"), content: TextPart2 }),
  noteBase.extend({ type: z.literal("place"), content: Place }),
]);
export type Note = z.infer<typeof Note>;
)-"));
}

TEST_CASE("zod: below the level that enforces a type, other kinds of values are let in",
          "[export][schema]") {
  CHECK(assay::to_zod<export_script::note>(level::reference) == text_of(R"-(
// The zod schemas of what assay accepts at the level "reference". Written by assay from the C++
// struct: change that instead.
import * as z from "zod";

const notAnObject = z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())]);

const notAnArray = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.record(z.string(), z.unknown()),
]);

/** An object whose member of that name is none of the texts. */
const otherThan = (name: string, texts: unknown[]) =>
  z.record(z.string(), z.unknown()).refine((members) => !texts.includes(members[name]));

/** Whether it is within the range of a float. */
const fitsFloat = (value: number) => Number.isFinite(Math.fround(value));

export const TextPart = z.looseObject({
  kind: z.literal("text"),
  text: z.unknown().optional(),
});
export type TextPart = z.infer<typeof TextPart>;

export const ListPart = z.looseObject({
  kind: z.literal("list"),
  get parts() {
    return z.union([
      notAnArray,
      z.array(z.union([
        notAnObject,
        z.discriminatedUnion("kind", [TextPart, ListPart]),
        otherThan("kind", ["text", "list"]),
        z.null(),
      ])),
    ]).nullish();
  },
});
export type ListPart = z.infer<typeof ListPart>;

export const TextPart3 = z.looseObject({
  text: z.unknown().optional(),
});
export type TextPart3 = z.infer<typeof TextPart3>;

/** Where it is. */
export const Place2 = z.looseObject({
  x: z.unknown().optional(),
  y: z.unknown().optional(),
});
export type Place2 = z.infer<typeof Place2>;

const note2Base = z.looseObject({
  /** What it is. */
  type: z.enum(["text", "place"]),
  first: z.union([
    notAnObject,
    z.discriminatedUnion("kind", [TextPart, ListPart]),
    otherThan("kind", ["text", "list"]),
  ]).nullish(),
  more: z.union([
    notAnObject,
    z.discriminatedUnion("kind", [TextPart]),
    otherThan("kind", ["text"]),
  ]).nullish(),
  get inside() {
    return z.union([notAnArray, z.array(z.union([notAnObject, Note2, z.null()]))]).nullish();
  },
});

/** `content`: What is in it, by `type`. */
export const Note2 = z.discriminatedUnion("type", [
  note2Base.extend({
    type: z.literal("text"),
    content: z.union([notAnObject, TextPart3]).nullish(),
  }),
  note2Base.extend({
    type: z.literal("place"),
    content: z.union([notAnObject, Place2]).nullish(),
  }),
]);
export type Note2 = z.infer<typeof Note2>;

export const TextPart2 = z.looseObject({
  text: z.string(),
});
export type TextPart2 = z.infer<typeof TextPart2>;

/** Where it is. */
export const Place = z.looseObject({
  x: z.number(),
  y: z.number().refine(fitsFloat),
});
export type Place = z.infer<typeof Place>;

const noteBase = z.looseObject({
  /** What it is. */
  type: z.enum(["text", "place"]),
  first: z.union([
    notAnObject,
    z.discriminatedUnion("kind", [TextPart, ListPart]),
    otherThan("kind", ["text", "list"]),
  ]).nullish(),
  more: z.union([
    notAnObject,
    z.discriminatedUnion("kind", [TextPart]),
    otherThan("kind", ["text"]),
  ]).nullish(),
  inside: z.union([notAnArray, z.array(z.union([notAnObject, Note2, z.null()]))]).nullish(),
});

/** `content`: What is in it, by `type`. */
export const Note = z.discriminatedUnion("type", [
  noteBase.extend({ type: z.literal("text"), content: TextPart2 }),
  noteBase.extend({ type: z.literal("place"), content: Place }),
]);
export type Note = z.infer<typeof Note>;
)-"));
}

TEST_CASE("zod: an outermost union has the name of the object", "[export][schema]") {
  CHECK(assay::to_zod<export_script::part>(level::published, "shop.part") == text_of(R"-(
// The zod schemas of shop.part, as assay accepts it at the level "published". Written by assay from
// the C++ struct: change that instead.
import * as z from "zod";

export const TextPart = z.looseObject({
  kind: z.literal("text"),
  text: z.string(),
});
export type TextPart = z.infer<typeof TextPart>;

export const ListPart = z.looseObject({
  kind: z.literal("list"),
  get parts() {
    return z.array(z.discriminatedUnion("kind", [TextPart, ListPart]));
  },
});
export type ListPart = z.infer<typeof ListPart>;

export const ShopPart = z.discriminatedUnion("kind", [TextPart, ListPart]);
export type ShopPart = z.infer<typeof ShopPart>;
)-"));
}

TEST_CASE("zod: a pattern is the same as a literal of JavaScript", "[export][schema]") {
  using assay::detail::script_pattern;
  CHECK(script_pattern("") == "/(?:)/u");
  CHECK(script_pattern("a/b") == "/a\\/b/u");
  CHECK(script_pattern("a\\/b") == "/a\\/b/u");
  CHECK(script_pattern("a\\\\/b") == "/a\\\\\\/b/u");
  CHECK(script_pattern("a\nb\xE2\x80\xA8") == "/a\\nb\\u2028/u");
}

TEST_CASE("zod: what is not checked is told in whole sentences", "[export][schema]") {
  const std::string source = assay::to_zod<export_script::spoken>();
  CHECK(source.substr(source.find("/**\n * What is said")) == text_of(R"-(
/**
 * What is said
 * Not checked here: members_disagree.
 */
export const Spoken = z.strictObject({
  /** Some. Not checked here: fewer than 9. */
  few: z.array(z.string()).nullish(),
  /** Counted! */
  counts: counted(record(z.number()), "expected at least 1 member", 1).nullish(),
  /** Not checked here: no 13. */
  any: z.unknown().optional(),
  /** All of them (…) Not checked here: all different. */
  all: z.array(z.unknown()).nullish(),
  /** Said twice? */
  either: z.union([z.boolean(), z.array(z.string())]).nullish(),
  /**
   * One
   * @deprecated send few.
   */
  choice: z.enum(["a", ""]).nullish(),
  /** Must not be present: refer to it by prompt_ref. */
  prompt: z.never().optional(),
});
export type Spoken = z.infer<typeof Spoken>;
)-"));
}

} // namespace export_zod
