// Saved queries: `.query` files, folders of them, or what `aws logs describe-query-definitions` prints.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError, systemReason } from './input-error.ts';

export type SavedQueryFile = {
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly defaultValue: string | undefined }[];
};

const ENDING = '.query';

const wrong = (path: string, why: string): InputError => new InputError('bad-document', path, 0, why);

const fromText = (path: string): SavedQueryFile => ({
  name: basename(path).replace(/\.[^.]*$/, ''),
  text: readFileSync(path, 'utf8').replace(/^\ufeff/, ''),
  parameters: [],
});

type Definition = {
  readonly name?: unknown;
  readonly queryString?: unknown;
  readonly parameters?: readonly { readonly name?: unknown; readonly defaultValue?: unknown }[];
};

const fromDefinition = (path: string, definition: Definition): SavedQueryFile => {
  const { name, queryString, parameters = [] } = definition;
  if (typeof name !== 'string' || typeof queryString !== 'string')
    throw wrong(path, 'a query definition has no name or no queryString');
  return {
    name,
    text: queryString,
    parameters: parameters.map((parameter) => ({
      name: String(parameter.name),
      defaultValue: parameter.defaultValue === undefined ? undefined : String(parameter.defaultValue),
    })),
  };
};

const fromJson = (path: string): readonly SavedQueryFile[] => {
  const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const list = Array.isArray(document)
    ? document
    : (document as { readonly queryDefinitions?: unknown } | null)?.queryDefinitions;
  if (!Array.isArray(list)) throw wrong(path, 'there are no "queryDefinitions" in it');
  return list.map((one) => fromDefinition(path, one as Definition));
};

/** Every saved query of a file or folder. */
export const readSavedQueries = (path: string): readonly SavedQueryFile[] => {
  try {
    if (statSync(path).isDirectory())
      return readdirSync(path)
        .filter((name) => name.endsWith(ENDING))
        .sort()
        .map((name) => fromText(join(path, name)));
    return path.endsWith('.json') ? fromJson(path) : [fromText(path)];
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw wrong(path, `the saved queries cannot be read: ${systemReason(error)}`);
  }
};
