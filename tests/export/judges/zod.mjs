// SPDX-License-Identifier: BSL-1.0

// Tests the zod schemas with zod 4. They are TypeScript: tsc compiles them to JavaScript, and must
// find no errors in strict mode.
//
//   node zod.mjs DIRECTORY
//
// DIRECTORY is the output of assay_samples. Prints a line of JSON for each level and object. Exits
// with 1 if zod and assay disagree and no assay keyword states why.

import { pathToFileURL } from 'node:url';
import { basename, dirname, join, resolve } from 'node:path';

import { compile, workDirectory } from './compiling.mjs';
import { judge } from './judging.mjs';

const directory = resolve(process.argv[2]);
const built = workDirectory('zod-built');
const errors = compile(built, { rootDir: directory, outDir: join(built, 'out') },
  [join(directory, '*/*/zod.ts')]);

await judge('zod', directory, async (read, pathOf) => {
  const file = pathOf('zod.ts');
  if (!file) return null;
  const wrong = errors.get(file);
  if (wrong) throw new Error([...wrong.values()].join('\n'));
  const place = join(basename(dirname(dirname(file))), basename(dirname(file)));
  const schemas = await import(pathToFileURL(join(built, 'out', place, 'zod.js')));
  const outermost = [...read('zod.ts').matchAll(/^export const (\w+)/gm)].at(-1)[1];
  return { accepts: (value) => schemas[outermost].safeParse(value).success };
});
