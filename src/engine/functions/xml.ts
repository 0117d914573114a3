// `parse … xml`: the text of the first node that an XPath 1.0 expression selects.
//
// The packages take 35 ms to load, so they are loaded when a query needs them (loadXml), and all else is
// synchronous. Nothing outside the text is read: no entity of a DOCTYPE is expanded, no file fetched.

import { isWithinDepth } from './xml-depth.ts';
import { placeInDocument, type XmlNode, type XpathPackage, type XpathValue } from './xpath-nodes.ts';

type Xpath = { readonly evaluate: (context: Record<string, unknown>) => XpathValue };

type Loaded = {
  readonly parseXml: (text: string) => XmlNode | undefined;
  readonly parseXpath: (path: string) => Xpath | undefined;
  readonly isNodeSet: (value: XpathValue) => boolean;
};

const attempt = <T>(compute: () => T): T | undefined => {
  try {
    return compute();
  } catch {
    return undefined;
  }
};

/** Whatever the parser has to remark makes a text no well-formed XML; it would print it otherwise. */
const refuse = (level: string, message: string): never => {
  throw new Error(`${level}: ${message}`);
};

const load = async (): Promise<Loaded> => {
  const { DOMParser } = await import('@xmldom/xmldom');
  // As a string, lest the types of the package bring those of a browser's DOM into every room.
  const { default: xpath } = (await import('xpath' as string)) as { readonly default: XpathPackage };
  placeInDocument(xpath);
  const parser = new DOMParser({ locator: false, onError: refuse });
  return {
    parseXml: (text) =>
      isWithinDepth(text)
        ? attempt(() => parser.parseFromString(text, 'text/xml') as unknown as XmlNode)
        : undefined,
    parseXpath: (path) => attempt(() => xpath.parse(path)),
    isNodeSet: (value) => value instanceof xpath.XNodeSet,
  };
};

let loading: Promise<Loaded> | undefined;
let loaded: Loaded | undefined;

/** Loads what xpathText and checkXpath need. Any number of times. */
export const loadXml = async (): Promise<void> => {
  loading ??= load();
  loaded = await loading;
};

const packages = (): Loaded => {
  if (loaded === undefined) throw new Error('loadXml must have ended before XML is read');
  return loaded;
};

/** A query has few expressions, each for very many rows. */
const MOST_REMEMBERED = 64;
const remembered = new Map<string, Xpath | undefined>();

const xpathOf = (path: string): Xpath | undefined => {
  if (remembered.has(path)) return remembered.get(path);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const xpath = packages().parseXpath(path);
  remembered.set(path, xpath);
  return xpath;
};

/** What is wrong with the expression, as a sentence; undefined when nothing is. Needs loadXml. */
export const checkXpath = (path: string): string | undefined =>
  xpathOf(path) === undefined ? `"${path}" is no XPath 1.0 expression` : undefined;

/**
 * The text of the first node in document order, or of the number, text or truth that the expression gives.
 * Undefined where it selects nothing or the text is no well-formed XML. Needs loadXml.
 *
 * A name without a prefix means elements without one, of whatever default namespace
 * (docs/fidelity.md, "xml-namespaces"); a prefix means what the document's root says.
 */
export const xpathText = (xml: string, path: string): string | undefined => {
  const { parseXml, isNodeSet } = packages();
  const xpath = xpathOf(path);
  const document = xpath && parseXml(xml);
  if (xpath === undefined || document === undefined) return undefined;
  // Evaluation throws for a prefix that the document does not declare.
  return attempt(() => {
    const value = xpath.evaluate({ node: document, allowAnyNamespaceForNoPrefix: true });
    return isNodeSet(value) && !value.booleanValue() ? undefined : value.stringValue();
  });
};
