// SPDX-License-Identifier: BSL-1.0

// Common code of the judges in Node.js: visits the samples of every level and object, and compares
// a tool's verdicts with assay's.

import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const shownTexts = 5;

/** Returns the directories LEVEL/OBJECT that assay_samples has written. */
export function places(directory) {
  const inside = (path) =>
    readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
      .map((entry) => entry.name).sort();
  return inside(directory).flatMap((level) =>
    inside(join(directory, level)).map((object) => ({ level, object, path: join(directory, level, object) })));
}

/** Returns the samples whose numbers JavaScript can hold exactly. */
function samplesIn(path) {
  return readFileSync(join(path, 'samples.ndjson'), 'utf8').split('\n').filter(Boolean)
    .map((line) => JSON.parse(line)).filter((sample) => !sample.big);
}

function compare(samples, accepts) {
  const out = { agreed: 0, accepted_by_assay_only: [], accepted_by_tool_only: {}, unexcused: [] };
  for (const sample of samples) {
    const accepted = accepts(JSON.parse(sample.text));
    if (accepted === sample.accepted) {
      ++out.agreed;
    } else if (sample.accepted) {
      out.accepted_by_assay_only.push(sample.text);
    } else if (!sample.errors.every((error) => error.stated)) {
      out.unexcused.push({ text: sample.text, errors: sample.errors });
    } else {
      const code = [...new Set(sample.errors.map((error) => error.code))].sort().join(' ');
      out.accepted_by_tool_only[code] = (out.accepted_by_tool_only[code] ?? 0) + 1;
    }
  }
  return out;
}

/**
 * Prints a line of JSON for each level and object, and sets the exit status to 1 if verdicts differ
 * and no assay keyword states why, or if a schema cannot be used. `makeTool` gets a function that
 * reads a file beside the samples. It returns `accepts(value)` and optionally `more()`, or nothing
 * if its files are missing.
 */
export async function judge(name, directory, makeTool) {
  let judged = 0;
  for (const { level, object, path } of places(directory)) {
    const line = { tool: name, level, object };
    try {
      const tool = await makeTool((file) => readFileSync(join(path, file), 'utf8'),
        (file) => (existsSync(join(path, file)) ? join(path, file) : null));
      if (!tool) continue;
      const found = compare(samplesIn(path), tool.accepts);
      const isWrong = found.accepted_by_assay_only.length !== 0 || found.unexcused.length !== 0;
      if (isWrong) process.exitCode = 1;
      Object.assign(line, found, { unexcused_count: found.unexcused.length }, tool.more?.());
      line.accepted_by_assay_only_count = found.accepted_by_assay_only.length;
      line.accepted_by_assay_only = found.accepted_by_assay_only.slice(0, shownTexts);
      line.unexcused = found.unexcused.slice(0, shownTexts);
      ++judged;
    } catch (error) {
      line.failed = String(error?.message ?? error);
      process.exitCode = 1;
    }
    console.log(JSON.stringify(line));
  }
  if (judged === 0) process.exitCode = 1;
}
