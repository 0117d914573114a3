// What the reference engine leaves out: commands whose answer depends on how messages are sorted into patterns
// or scored, and `estimate`, which is about the stored bytes.

import type { CommandKind, Query } from '../../grammar/syntax-tree.ts';

const LEFT_OUT: readonly CommandKind[] = [
  'pattern',
  'diff',
  'anomaly',
  'relevantfields',
  'logcompare',
  'estimate',
];

/** Whether the reference engine answers the query, inner queries included. */
export const isInReference = (tree: Query): boolean => commandLeftOut(tree) === undefined;

/** The first command of the query or of one inside it that is left out. */
export const commandLeftOut = (node: unknown): CommandKind | undefined => {
  if (typeof node !== 'object' || node === null) return undefined;
  const isQuery = 'kind' in node && node.kind === 'query' && 'commands' in node;
  const commands = isQuery ? (node.commands as Query['commands']) : [];
  const own = commands.find(({ kind }) => LEFT_OUT.includes(kind))?.kind;
  return (
    own ??
    Object.values(node)
      .map(commandLeftOut)
      .find((kind) => kind !== undefined)
  );
};

export class NotInReference extends Error {
  constructor(command: CommandKind) {
    super(`the reference engine leaves out "${command}"`);
    this.name = 'NotInReference';
  }
}
