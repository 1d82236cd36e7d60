// SPDX-License-Identifier: BSL-1.0

// Tests the types of TypeScript with tsc in strict mode: each sample is a constant of the outermost
// type, and is accepted if tsc reports no error on its line.
//
//   node tsc.mjs DIRECTORY
//
// DIRECTORY is the output of assay_samples. Prints a line of JSON for each level and object. Exits
// with 1 if tsc rejects what assay accepts, if it accepts what types could reject, or if the types
// differ from those that the zod schemas infer.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { compile, workDirectory } from './compiling.mjs';
import { places } from './judging.mjs';

const shownTexts = 5;

// --- The verdict of types on a value, computed from the JSON Schema ----------------------------------

const longestTuple = 8;
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const kindOf = (value) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
const own = (object, name) => (Object.hasOwn(object ?? {}, name) ? object[name] : undefined);

/**
 * Returns the verdict of types on a value: whether it fits, apart from unknown members, and whether a
 * closed object has unknown members. `others` has the names of unknown members of each other object.
 */
class Types {
  constructor(schema) {
    this.root = schema;
    this.others = new Map();
    this.optional = new Map(); // for each of these objects: the name of a member that may be absent
  }

  of(schema, value) {
    const out = { fits: true, isClosed: false };
    if (schema === false) return { ...out, fits: false };
    if (schema === true) return out;
    const add = (found) => {
      out.fits &&= found.fits;
      out.isClosed ||= found.isClosed;
    };
    if (schema.$ref) add(this.of(this.find(schema.$ref), value));
    if (schema.type && !this.hasType([schema.type].flat(), value)) out.fits = false;
    if ('const' in schema && schema.const !== value) out.fits = false;
    if (schema.enum && !schema.enum.includes(value)) out.fits = false;
    if (schema.not && this.of(schema.not, value).fits) out.fits = false;
    for (const all of [schema.anyOf, schema.oneOf].filter(Boolean)) add(this.ofAny(all, value));
    if (schema.if) this.addCondition(schema, schema, value, add);
    for (const one of schema.allOf ?? []) this.addCondition(schema, one, value, add);
    if (isObject(value)) this.addMembers(schema, value, out, add);
    if (Array.isArray(value)) this.addElements(schema, value, out, add);
    return out;
  }

  find(reference) {
    return reference.slice(1).split('/').filter(Boolean).reduce((at, name) => at[name], this.root);
  }

  hasType(types, value) {
    const kind = kindOf(value);
    return types.includes(kind) || (kind === 'number' && types.includes('integer'));
  }

  ofAny(all, value) {
    const found = all.map((one) => this.of(one, value));
    // In a union, tsc finds unknown members only if it can determine the alternative.
    if (all.filter((one) => one.type !== 'null').length > 1)
      for (const one of found) one.isClosed = false;
    return found.find((one) => one.fits && !one.isClosed) ?? found.find((one) => one.fits)
      ?? { fits: false, isClosed: false };
  }

  /** A type defines the meaning of known tags only. */
  addCondition(schema, one, value, add) {
    if (!one.if) return add(this.of(one, value));
    const [tag] = Object.keys(one.if.properties ?? {});
    const type = tag === undefined ? undefined : own(schema.properties, tag);
    if (tag !== undefined && !type?.enum && type?.const === undefined) return;
    const isTagged = tag === undefined ? this.of(one.if, value).fits
      : isObject(value) && own(value, tag) === one.if.properties[tag].const;
    if (isTagged) add(this.of(one.then, value));
  }

  addMembers(schema, value, out, add) {
    for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) out.fits = false;
    for (const [name, inner] of Object.entries(value)) {
      const named = own(schema.properties, name);
      const other = schema.additionalProperties;
      if (named !== undefined) add(this.of(named, inner));
      else if (isObject(other)) add(this.of(other, inner));
      else if (other === false) out.isClosed ||= name !== '__proto__';
      else if (schema.properties && schema.type) this.addOther(schema, value, name);
    }
  }

  addOther(schema, value, name) {
    if (!this.others.has(value)) this.others.set(value, new Set());
    this.others.get(value).add(name);
    const optional = Object.keys(schema.properties).find((one) =>
      !schema.required?.includes(one) && schema.properties[one] !== false);
    if (optional !== undefined) this.optional.set(value, optional);
  }

  addElements(schema, value, out, add) {
    const { items, minItems, maxItems } = schema;
    if (minItems !== undefined && minItems === maxItems && minItems <= longestTuple
        && value.length !== minItems) out.fits = false;
    if (items !== undefined) for (const element of value) add(this.of(items, element));
  }
}

// --- The files that tsc reads ---------------------------------------------------------------------

const literal = (text) =>
  JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

/**
 * Returns the value as an expression on one line. TypeScript rejects unknown members in literals, but
 * not in other values, so they are spread into their object. An object with only unknown members is
 * rejected as well.
 */
function expression(value, types) {
  if (Array.isArray(value)) return `[${value.map((one) => expression(one, types)).join(', ')}]`;
  if (!isObject(value)) return literal(value);
  const others = types.others.get(value) ?? new Set();
  const written = ([name, inner]) =>
    `${name === '__proto__' ? '["__proto__"]' : literal(name)}: ${expression(inner, types)}`;
  const members = Object.entries(value).filter(([name]) => !others.has(name)).map(written);
  if (others.size !== 0) {
    const spread = Object.entries(value).filter(([name]) => others.has(name)).map(written);
    if (members.length === 0 && types.optional.has(value))
      members.push(`${literal(types.optional.get(value))}: undefined`);
    members.push(`...{ ${spread.join(', ')} }`);
  }
  return `{ ${members.join(', ')} }`;
}

const outermostOf = (source, pattern) => [...source.matchAll(pattern)].map((found) => found[1]);

/** Writes the samples of one object as constants. Returns them with the verdicts of types. */
function writeSamples(place, to) {
  const source = readFileSync(join(place.path, 'schema.ts'), 'utf8');
  const types = new Types(JSON.parse(readFileSync(join(place.path, 'schema.json'), 'utf8')));
  const [outermost] = outermostOf(source, /^export (?:interface|type) (\w+)/gm);
  const lines = [`import type { ${outermost} as Outermost } from "./schema";`];
  const samples = readFileSync(join(place.path, 'samples.ndjson'), 'utf8').split('\n')
    .filter(Boolean).map((line) => JSON.parse(line));
  for (const [i, sample] of samples.entries()) {
    const parsed = JSON.parse(sample.text);
    sample.types = types.of(types.root, parsed);
    lines.push(`export const sample${i}: Outermost = ${expression(parsed, types)};`);
    sample.line = lines.length;
  }
  writeFileSync(join(to, 'schema.ts'), source);
  writeFileSync(join(to, 'samples.ts'), lines.join('\n'));
  writeAgreement(place, to, outermost);
  return samples;
}

/** Checks that the types and those that zod infers are assignable to each other. */
function writeAgreement(place, to, outermost) {
  if (!existsSync(join(place.path, 'zod.ts'))) return;
  const source = readFileSync(join(place.path, 'zod.ts'), 'utf8');
  writeFileSync(join(to, 'zod.ts'), source);
  writeFileSync(join(to, 'agreement.ts'), `
import type { ${outermost} as Stated } from "./schema";
import type { ${outermostOf(source, /^export type (\w+)/gm).at(-1)} as Inferred } from "./zod";
type Plain<T> = T extends object ? { [Name in keyof T]: Plain<T[Name]> } : T;
export const stated = (value: Inferred): Stated => value;
export const inferred = (value: Plain<Stated>): Inferred => value;
`);
}

// --- The verdicts ---------------------------------------------------------------------------------

function judge(place, samples, errorsOf) {
  const out = {
    tool: 'tsc', level: place.level, object: place.object, agreed: 0,
    accepted_by_assay_only: [], accepted_by_tool_only: {}, unexcused: [],
  };
  const failed = [...errorsOf('schema.ts').values(), ...errorsOf('agreement.ts').values()];
  if (failed.length !== 0) out.failed = failed.join('\n');
  const errors = errorsOf('samples.ts');
  for (const sample of samples) {
    const { fits, isClosed } = sample.types;
    const accepted = !errors.has(sample.line);
    if (accepted === sample.accepted) {
      ++out.agreed;
    } else if (sample.accepted) {
      out.accepted_by_assay_only.push(sample.text);
    } else if (!fits || isClosed) {
      out.unexcused.push({ text: sample.text, errors: sample.errors });
    } else {
      const code = [...new Set(sample.errors.map((error) => error.code))].sort().join(' ');
      out.accepted_by_tool_only[code] = (out.accepted_by_tool_only[code] ?? 0) + 1;
    }
  }
  out.accepted_by_assay_only_count = out.accepted_by_assay_only.length;
  out.unexcused_count = out.unexcused.length;
  out.accepted_by_assay_only.splice(shownTexts);
  out.unexcused.splice(shownTexts);
  return out;
}

const work = workDirectory('tsc-work');
const judged = places(resolve(process.argv[2]))
  .filter((place) => existsSync(join(place.path, 'schema.ts')))
  .map((place) => {
    const to = join(work, place.level, place.object);
    mkdirSync(to, { recursive: true });
    return { place, to, samples: writeSamples(place, to) };
  });
const errors = compile(work, { noEmit: true }, [join(work, '*/*/*.ts')]);
if (judged.length === 0) process.exitCode = 1;
for (const { place, to, samples } of judged) {
  const line = judge(place, samples, (file) => errors.get(join(to, file)) ?? new Map());
  if (line.failed || line.accepted_by_assay_only.length || line.unexcused.length) process.exitCode = 1;
  console.log(JSON.stringify(line));
}
