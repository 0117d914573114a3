// What a message must contain so that a field is discovered in it, or is discovered with a certain text: who
// looks for such events need not take other messages apart.
//
// Each answer is a list of texts of which the message has at least one, or undefined where nothing is certain.
// Only what a message tells counts: fields that a format tells beside it are another matter.

import { reportFields } from './lambda.ts';
import { wordFields } from './words.ts';

/**
 * JSON can write any character as \uXXXX, so a text that is not there may be there in disguise. Its other
 * escapes stand for characters that `isPlain` excludes.
 */
const JSON_DISGUISE = String.raw`\u`;

/** Printable ASCII that JSON has no short escape for. */
const isPlain = (text: string): boolean => /^[ !#-.0-[\]-~]+$/.test(text);

/**
 * Numbers and the word Infinity have other spellings (5e2 is 500), so a text must have a letter that is in
 * none of them. Booleans are spelled as they stand in JSON.
 */
const isNoNumber = (text: string): boolean => /[A-Za-z]/.test(text.replace(/[eEInfity]/g, ''));

const reportFieldNames: ReadonlySet<string> = new Set(reportFields);

const reportLine = 'REPORT RequestId: ';

/** Fields of Lambda's lines whose values stand there as they are, and what such a line has. */
const plainLambdaFields: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ['@type', [' RequestId: ']],
  // Lines of the runtimes have the bare id.
  ['@requestId', undefined],
  ['@xrayTraceId', [reportLine]],
  ['@xraySegmentId', [reportLine]],
]);

/** Discovered in JSON, and elsewhere only by what `wordFields` lists; names with @ are the service's own. */
const isJsonField = (field: string): boolean => !field.startsWith('@');

/** Texts of a message in which the field is discovered. */
export const textsOfField = (field: string): readonly string[] | undefined => {
  if (plainLambdaFields.has(field)) return plainLambdaFields.get(field);
  if (reportFieldNames.has(field)) return [reportLine];
  if (!isJsonField(field) || wordFields.includes(field)) return undefined;
  // A dotted path says not which dots are within keys, but its last part ends a key. Numbers may be places in
  // a list.
  const last = field.slice(field.lastIndexOf('.') + 1);
  return isPlain(last) && !/^\d+$/.test(last) ? [`${last}"`, JSON_DISGUISE] : undefined;
};

/** Texts of a message in which the field is discovered with a text that contains `part`. */
export const textsOfValue = (field: string, part: string): readonly string[] | undefined => {
  if (plainLambdaFields.has(field)) return isNoNumber(part) ? [part] : plainLambdaFields.get(field);
  if (isJsonField(field) && isPlain(part) && isNoNumber(part)) return [part, JSON_DISGUISE];
  return textsOfField(field);
};
