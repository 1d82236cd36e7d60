// SPDX-License-Identifier: BSL-1.0

// Tests the JSON Schemas with ajv in strict mode. assay's keywords are declared, and formats are
// annotations, as in draft 2020-12.
//
//   node ajv.mjs DIRECTORY
//
// DIRECTORY is the output of assay_samples. Prints a line of JSON for each level and object. Exits
// with 1 if ajv and assay disagree and no assay keyword states why.

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { judge } from './judging.mjs';

const ownKeywords = [
  'any-spelling', 'bits', 'checks', 'format', 'level', 'max-bytes', 'maximum', 'min-bytes', 'minimum',
  'multiple-of', 'satisfies', 'text', 'unique-items', 'unknown-members',
].map((name) => `x-assay-${name}`);

function validatorOf(schema, settings, formats) {
  // If other types are accepted as well, keywords have no type beside them.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, ...settings });
  ajv.addVocabulary(ownKeywords);
  if (formats) addFormats.default(ajv);
  if (!ajv.validateSchema(schema)) throw new Error(ajv.errorsText());
  return ajv.compile(schema);
}

judge('ajv', process.argv[2], (read) => {
  const schema = JSON.parse(read('schema.json'));
  const accepts = validatorOf(schema, { validateFormats: false }, false);
  // Tools check formats in different ways, so these are only counted.
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
