// The formats that `parse` reads besides patterns: logfmt, CSV and XML. Each is a loop over characters, written
// from its description; XML is left to the usual packages.

import { DOMParser } from '@xmldom/xmldom';
import xpath from 'xpath';
import type { JsonMap } from './json.ts';

type Reader = { readonly text: string; at: number };

const BLANKS = '\t\n\v\f\r ';
const isBlank = (character: string): boolean => BLANKS.includes(character);

const takeWhile = (reader: Reader, isPart: (character: string) => boolean): string => {
  const start = reader.at;
  while (reader.at < reader.text.length && isPart(reader.text[reader.at] ?? '')) reader.at += 1;
  return reader.text.slice(start, reader.at);
};

const ESCAPED: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t', r: '\r' };

/** `key=value key="a value" key`; undefined where no key has a `=`. */
export const readLogfmt = (text: string): JsonMap | undefined => {
  const reader: Reader = { text, at: 0 };
  const members = new Map<string, string>();
  let hasPair = false;
  for (;;) {
    takeWhile(reader, (character) => isBlank(character) || character === '=' || character === '"');
    const key = takeWhile(
      reader,
      (character) => !isBlank(character) && character !== '=' && character !== '"',
    );
    if (key === '') return hasPair ? { kind: 'map', members } : undefined;
    const isPair = text[reader.at] === '=';
    hasPair ||= isPair;
    members.set(key, isPair ? logfmtValue(reader) : 'true');
  }
};

const logfmtValue = (reader: Reader): string => {
  reader.at += 1;
  if (reader.text[reader.at] !== '"') return takeWhile(reader, (character) => !isBlank(character));
  reader.at += 1;
  let value = '';
  while (reader.at < reader.text.length && reader.text[reader.at] !== '"') {
    const plain = ESCAPED[reader.text[reader.at + 1] ?? ''];
    const isEscape = reader.text[reader.at] === '\\' && plain !== undefined;
    value += isEscape ? plain : reader.text[reader.at];
    reader.at += isEscape ? 2 : 1;
  }
  reader.at += 1;
  return value;
};

/** The fields of one record; the line break at its end is none of its own. */
export const readCsv = (text: string): string[] => {
  const reader: Reader = { text: text.replace(/\r?\n$/, ''), at: 0 };
  const fields = [csvField(reader)];
  while (reader.at < reader.text.length) {
    reader.at += 1;
    fields.push(csvField(reader));
  }
  return fields;
};

/** Reads to the next comma. What stands between a closing quote and the comma belongs to the value. */
const csvField = (reader: Reader): string => {
  takeWhile(reader, isBlank);
  if (reader.text[reader.at] !== '"') {
    return takeWhile(reader, (character) => character !== ',').replace(/[\t\n\v\f\r ]+$/, '');
  }
  let value = '';
  do {
    reader.at += 1;
    value += takeWhile(reader, (character) => character !== '"');
    reader.at += 1;
    if (reader.text[reader.at] === '"') value += '"';
  } while (reader.text[reader.at] === '"');
  return value + withoutBlanks(takeWhile(reader, (character) => character !== ','));
};

const withoutBlanks = (text: string): string => text.replace(/^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g, '');

type XmlNode = {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
};

const ELEMENT = 1;

/** What an XPath selects, as text: the first node, or the number, text or truth that it computes. */
export const readXml = (text: string, path: string): string | undefined => {
  try {
    const document = new DOMParser({
      onError: (_level, message) => {
        throw new Error(message);
      },
    }).parseFromString(text, 'text/xml');
    const found: unknown = xpath.select(path, document as unknown as Node);
    if (!Array.isArray(found)) return String(found);
    const [node] = found as readonly XmlNode[];
    return (
      (node?.nodeType === ELEMENT ? node.textContent : (node?.nodeValue ?? node?.textContent)) ?? undefined
    );
  } catch {
    return undefined;
  }
};
