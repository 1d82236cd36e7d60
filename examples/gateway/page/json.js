// SPDX-License-Identifier: BSL-1.0

// JSON that keeps its numbers and spelling.

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** Reads JSON. An integer that a JavaScript number cannot hold becomes a string of its digits. */
export function read(text) {
  return JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs, (all) =>
      /^-?\d{16,}$/.test(all) && !Number.isSafeInteger(Number(all)) ? `"${all}"` : all,
    ),
  );
}

/** Returns the texts of the elements of the array in the member of that name. */
export function texts_of(body, member) {
  const out = [];
  let depth = 0,
    name = null,
    inside = false,
    start = -1,
    last = null;
  for (const { 0: t, index } of body.matchAll(token)) {
    if (inside && depth === 2 && (t === ',' || t === ']')) {
      if (start >= 0) out.push(body.slice(start, index).trim());
      start = -1;
      if (t === ']') return out;
    } else if (inside && start < 0) start = index;
    if (depth === 1 && t === ':') name = last;
    if (t === '[' && depth === 1 && name === JSON.stringify(member)) inside = true;
    if (t === '{' || t === '[') ++depth;
    else if (t === '}' || t === ']') --depth;
    last = t;
  }
  return out;
}

/** Returns the JSON text with line breaks and indentation. Its tokens are unchanged. */
export function pretty(text) {
  let out = '',
    depth = 0,
    last = '';
  const line = () => `\n${'  '.repeat(Math.min(depth, 40))}`;
  for (const [t] of text.matchAll(token)) {
    if (t === '}' || t === ']') {
      --depth;
      if (last !== '{' && last !== '[') out += line();
    } else if (last === '{' || last === '[' || last === ',') out += line();
    out += t === ':' ? ': ' : t;
    if (t === '{' || t === '[') ++depth;
    last = t;
  }
  return out;
}
