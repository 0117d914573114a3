// Nodes of YAML and JSON documents: reading them, and the text that one means, CloudFormation's functions
// for texts included (Fn::Sub, Fn::Join, in their long and their short form).

import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments, type YAMLMap } from 'yaml';
import { decodeScalar } from './decode-scalar.ts';
import type { Findings } from './findings.ts';
import { markPlaceholders, markSubstitutions } from './placeholders.ts';
import { holeText, joinTexts, type SourceText, standingIn, textWithin } from './source-text.ts';

export type Reading = {
  readonly source: SourceText;
  /** The text that was parsed: the source with stand-ins for its holes. */
  readonly shape: string;
  readonly document: Document.Parsed;
};

/** Every document of a text; what is wrong with it is told as a problem of `what`. */
export const readDocuments = (
  source: SourceText,
  what: string,
  findings: Findings,
): readonly Reading[] | undefined => {
  const shape = standingIn(source);
  const documents = parseAllDocuments(shape, { uniqueKeys: false, prettyErrors: false });
  const all = 'empty' in documents ? [] : documents;
  const [error] = all.flatMap((document) => document.errors);
  if (error === undefined) return all.map((document) => ({ source, shape, document }));
  const message = `${what} cannot be read: ${error.message.replace(/\s+/g, ' ')}`;
  findings.problem(source.origin(error.pos[0]), message);
  return undefined;
};

export const resolved = (reading: Reading, node: unknown): unknown =>
  isAlias(node) ? node.resolve(reading.document) : node;

/** The value of a key, aliases followed. */
export const entryOf = (reading: Reading, map: YAMLMap, key: string): unknown =>
  resolved(reading, map.get(key, true));

/** The plain value of a scalar, for keys, types and names. */
export const wordOf = (node: unknown): string | undefined =>
  isScalar(node) && node.value !== null ? String(node.value) : undefined;

/** Where a node begins in the file. */
export const offsetOf = (reading: Reading, node: unknown): number => {
  const range = (node as { readonly range?: readonly number[] | null } | undefined)?.range;
  return reading.source.origin(range?.[0] ?? 0);
};

const scalarText = (reading: Reading, node: unknown): SourceText | undefined => {
  if (!isScalar(node) || typeof node.value !== 'string') return undefined;
  return textWithin(reading.source, decodeScalar(reading.shape, node), node.range?.[0] ?? 0);
};

/** The function of a node, as its long name has it: `!Sub` and `Fn::Sub` are one. */
type FunctionCall = { readonly name: string; readonly argument: unknown };

const callOf = (reading: Reading, node: unknown): FunctionCall | undefined => {
  const tag = (node as { readonly tag?: string | undefined } | undefined)?.tag;
  if (tag?.startsWith('!') && !tag.startsWith('!!')) return { name: tag.slice(1), argument: node };
  if (!isMap(node) || node.items.length !== 1) return undefined;
  const key = wordOf(node.items[0]?.key) ?? '';
  if (key !== 'Ref' && !key.startsWith('Fn::')) return undefined;
  return { name: key.replace('Fn::', ''), argument: resolved(reading, node.items[0]?.value) };
};

/** What is only known when the template is deployed, shown as the text that Fn::Sub would have. */
const placeholderOf = (reading: Reading, { name, argument }: FunctionCall, node: unknown): SourceText => {
  const words = isSeq(argument) ? argument.items.map(wordOf) : [wordOf(argument)];
  const isReference = (name === 'Ref' || name === 'GetAtt') && words.every((word) => word !== undefined);
  return holeText(`\${${isReference ? words.join('.') : name}}`, offsetOf(reading, node));
};

const substituted = (reading: Reading, argument: unknown): SourceText | undefined => {
  const text = scalarText(reading, isSeq(argument) ? resolved(reading, argument.items[0]) : argument);
  return text && markSubstitutions(text);
};

const joined = (reading: Reading, argument: unknown): SourceText | undefined => {
  if (!isSeq(argument)) return undefined;
  const [delimiter, list] = argument.items.map((item) => resolved(reading, item));
  const between = wordOf(delimiter);
  if (between === undefined || !isSeq(list)) return undefined;
  const pieces = list.items.flatMap((item, index) => {
    const piece = textOf(reading, item) ?? holeText(`\${…}`, offsetOf(reading, item));
    const glue = { text: between, origin: () => piece.origin(0), holes: [] };
    return index === 0 || between === '' ? [piece] : [glue, piece];
  });
  return joinTexts(pieces);
};

/** The text that a node means; undefined for what is no text at all. */
export const textOf = (reading: Reading, given: unknown): SourceText | undefined => {
  const node = resolved(reading, given);
  const call = callOf(reading, node);
  if (call === undefined) {
    const text = scalarText(reading, node);
    return text && markPlaceholders(text);
  }
  const text =
    call.name === 'Sub'
      ? substituted(reading, call.argument)
      : call.name === 'Join'
        ? joined(reading, call.argument)
        : undefined;
  return text ?? placeholderOf(reading, call, node);
};
