// SPDX-License-Identifier: BSL-1.0

// Tests OpenAPI documents: they must be valid by OpenAPI's schema of 3.1, all references must have
// targets, and Redocly's recommended rules must find no errors. Redocly also checks what a schema
// cannot express: parameters in paths, unique names of operations, examples.
//
//   node openapi.mjs DIRECTORY
//
// DIRECTORY has files *.openapi.json in it or below. Prints a line of JSON for each. Exits with 1 if
// there is an error, or no file. Without @redocly/cli, or with a Node.js that is too old for it, only
// the schema is checked, and `linted` is false.

import { Validator } from '@seriousme/openapi-schema-validator';

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const redocly = fileURLToPath(new URL('node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
// It requires a newer Node.js than Debian 12 has.
const linted = existsSync(redocly) && (major > 20 || (major === 20 && minor >= 19));

/** Returns Redocly's errors and warnings for the file. */
function lint(file, place) {
  const settings = join(place, 'redocly.yaml');
  writeFileSync(settings, 'extends: [recommended]\n');
  const run = spawnSync(
    process.execPath,
    [redocly, 'lint', file, '--config', settings, '--format', 'json', '--max-problems', '10000'],
    {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      maxBuffer: 1 << 28,
    },
  );
  try {
    return JSON.parse(run.stdout).problems;
  } catch {
    throw new Error(`${file}: Redocly gave no verdict: ${run.stderr}`);
  }
}

async function judge(file, place) {
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const errors = [];
  const warnings = {};
  const verdict = await new Validator().validate(document);
  if (!verdict.valid) errors.push(...[verdict.errors].flat());
  for (const problem of linted ? lint(file, place) : []) {
    const { ruleId: rule, message } = problem;
    const at = problem.location?.[0]?.pointer ?? '';
    if (problem.severity === 'error') errors.push({ rule, message, at });
    else warnings[rule] = (warnings[rule] ?? 0) + 1;
  }
  const routes = Object.values(document.paths).flatMap(Object.keys).filter((name) => name !== 'parameters');
  return {
    level: document['x-assay-level'],
    routes: routes.length,
    schemas: Object.keys(document.components?.schemas ?? {}).length,
    linted,
    errors,
    warnings,
  };
}

const directory = process.argv[2];
const files = readdirSync(directory, { recursive: true })
  .filter((name) => name.endsWith('.openapi.json')).sort();
const place = mkdtempSync(join(tmpdir(), 'openapi-'));
let status = files.length === 0 ? 1 : 0;
try {
  for (const name of files) {
    const found = await judge(resolve(directory, name), place);
    if (found.errors.length !== 0) status = 1;
    console.log(JSON.stringify({ file: name, ...found }));
  }
} finally {
  rmSync(place, { recursive: true });
}
process.exit(status);
