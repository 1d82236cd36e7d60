// SPDX-License-Identifier: BSL-1.0

// Compares parser.mjs with the verdicts of `assay generate --expect`: node test_parser.mjs [ASSAY]

import { execFileSync } from "node:child_process";
import { accepts } from "./parser.mjs";

const assay = process.argv[2] ?? "assay";
// Codes that the parser need not check: JSON.parse does not report duplicate members.
const allowed = new Set(["duplicate_member", "depth_exceeded"]);

function* samples(kind, count) {
  const options = ["generate", "trajectory.event", "--kind", kind, "--count", String(count), "--expect"];
  const output = execFileSync(assay, options, { encoding: "utf8", maxBuffer: 1 << 30 });
  for (const line of output.split("\n").slice(0, -1)) {
    const sample = JSON.parse(line);
    yield [sample, "text" in sample ? Buffer.from(sample.text) : Buffer.from(sample.base64, "base64")];
  }
}

let texts = 0;
const disagreements = new Map(); // by description: how often, and the shortest text
for (const kind of ["valid", "almost-valid", "hostile"]) {
  for (const [sample, bytes] of samples(kind, 500)) {
    ++texts;
    if (accepts(bytes) === sample.accepted || allowed.has(sample.code)) continue;
    const what = sample.accepted ? "rejected, but valid" : `accepted, but invalid [${sample.code}]`;
    const { count, shortest } = disagreements.get(what) ?? { count: 0, shortest: bytes };
    disagreements.set(what, { count: count + 1, shortest: bytes.length < shortest.length ? bytes : shortest });
  }
}

console.log(`${texts} texts, ${disagreements.size} disagreements`);
for (const [what, { count, shortest }] of [...disagreements].sort())
  console.log(`${what}: ${count} times, such as ${JSON.stringify(shortest.toString())}`);
process.exitCode = disagreements.size === 0 ? 0 : 1;
