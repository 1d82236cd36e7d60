// SPDX-License-Identifier: BSL-1.0

// A parser of trajectory events in a few lines of JavaScript, with three faults.
//
// Each is JavaScript's default behavior. MENDED names the faults that are fixed.

const mended = (process.env.MENDED ?? "").split(" "); // such as "utf8 surrogate array"

const text = (v) => typeof v === "string";
const filled = (v) => text(v) && v !== "";
// fault: an array is an object, too
const object = (v) => typeof v === "object" && v !== null && !(mended.includes("array") && Array.isArray(v));
const orNull = (check) => (v) => v === null || check(v);

const members = {
  event_type: filled,
  session_id: filled,
  properties: object,
  event_id: filled,
  timestamp: text,
  user_id: orNull(text),
  trajectory_id: orNull(text),
  trace_id: orNull(text),
  source: text,
  metadata: orNull(object),
};
const required = ["event_type", "session_id"];

const refuseHalfPairs = (name, value) => {
  const half = /\p{Surrogate}/u; // finds unpaired surrogates
  if (half.test(name) || (typeof value === "string" && half.test(value))) throw new SyntaxError("half a surrogate pair");
  return value;
};

/** Whether these bytes are a trajectory event. */
export function accepts(bytes) {
  let event;
  try {
    // fault: invalid UTF-8 becomes U+FFFD
    const decoded = new TextDecoder("utf-8", { fatal: mended.includes("utf8") }).decode(bytes);
    // fault: half a surrogate pair is a character
    event = JSON.parse(decoded, mended.includes("surrogate") ? refuseHalfPairs : undefined);
  } catch {
    return false;
  }
  if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
  if (!required.every((name) => Object.hasOwn(event, name))) return false;
  return Object.keys(event).every((name) => !Object.hasOwn(members, name) || members[name](event[name]));
}
