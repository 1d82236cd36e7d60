// SPDX-License-Identifier: BSL-1.0

// Judges the JSON Schemas with ajv: in its strict mode, with assay's own keywords declared, and
// formats as annotations, as draft 2020-12 has them.
//
//   node ajv.mjs DIRECTORY
//
// DIRECTORY: what assay_samples wrote. Prints a line of JSON for each level and object; exit status
// 1 where ajv and assay disagree and no keyword of assay's own states why.

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { judge } from './judging.mjs';

const ownKeywords = [
  'any-spelling', 'bits', 'checks', 'format', 'level', 'max-bytes', 'maximum', 'min-bytes', 'minimum',
  'multiple-of', 'satisfies', 'text', 'unique-items', 'unknown-members',
].map((name) => `x-assay-${name}`);

function validatorOf(schema, settings, formats) {
  // Where values of other kinds are accepted, too, keywords stand without a type.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, ...settings });
  ajv.addVocabulary(ownKeywords);
  if (formats) addFormats.default(ajv);
  if (!ajv.validateSchema(schema)) throw new Error(ajv.errorsText());
  return ajv.compile(schema);
}

judge('ajv', process.argv[2], (read) => {
  const schema = JSON.parse(read('schema.json'));
  const accepts = validatorOf(schema, { validateFormats: false }, false);
  // A format that tools assert is asserted by each in its own way: only counted.
  const asserted = validatorOf(schema, { validateFormats: true }, true);
  let strayed = 0;
  return {
    accepts(value) {
      const accepted = accepts(value);
      if (accepted && !asserted(value)) ++strayed;
      return accepted;
    },
    more: () => ({ accepted_but_for_asserted_formats: strayed }),
  };
});
