// SPDX-License-Identifier: BSL-1.0

// Common code of the TypeScript judges: runs tsc and reads its errors.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Returns an empty directory beside this file, where modules are found. */
export function workDirectory(name) {
  const path = join(here, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  return path;
}

/** Compiles the files in strict mode. Returns the errors by file and line. */
export function compile(directory, options, include) {
  const compilerOptions = {
    strict: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', types: [],
    skipLibCheck: true, ...options,
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  const tsc = join(here, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '--pretty', 'false', '-p', directory],
    { encoding: 'utf8', maxBuffer: 1 << 30, cwd: directory });
  if (run.error) throw run.error;
  const errors = new Map();
  let found = 0;
  for (const line of run.stdout.split('\n')) {
    const parts = /^(.+)\((\d+),\d+\): (error TS.*)$/.exec(line);
    if (!parts) {
      if (line.startsWith('error')) throw new Error(line);
      continue;
    }
    ++found;
    const file = resolve(directory, parts[1]);
    if (!errors.has(file)) errors.set(file, new Map());
    errors.get(file).set(Number(parts[2]), parts[3]);
  }
  if (run.status !== 0 && found === 0) throw new Error(`tsc failed: ${run.stdout}${run.stderr}`);
  return errors;
}
