import type { CstNode } from 'chevrotain';
import { diagnostic } from '../diagnostic.ts';
import { nameOfPath } from '../field-name.ts';
import { invariant } from '../invariant.ts';
import { type Span, spanFrom } from '../span.ts';
import { nodeOf, nodesOf, tokensOf } from '../syntax.ts';
import type { FieldReference, JoinKey, Name } from '../syntax-tree.ts';
import { Where } from '../tokens.ts';
import type { CommandRecord, TreeBuilder } from './command-record.ts';
import { readOptions } from './read-options.ts';

/** Dots part an alias as they do a field, unless nothing stands between two. */
const partsOf = ({ name }: Name): readonly string[] =>
  name.split('.').includes('') ? [name] : name.split('.');

/** The field behind the alias, or nothing when it has another alias or none. */
const behind = (field: FieldReference, alias: Name): FieldReference | undefined => {
  const parts = field.path.findIndex((_, count) => nameOfPath(field.path.slice(0, count)) === alias.name);
  if (parts < 1) return undefined;
  const path = field.path.slice(parts);
  return { ...field, name: nameOfPath(path), path };
};

/** Either side may name either alias. */
const keyOf = (
  node: CstNode,
  left: Name,
  right: Name,
  isGiven: boolean,
  builder: TreeBuilder,
): JoinKey | undefined => {
  const [first, second] = tokensOf(node, 'Identifier').map(builder.field);
  invariant(first && second, 'a key of a join has two sides');
  const span = spanFrom(first.span, second.span);
  const straight = [behind(first, left), behind(second, right)] as const;
  const crossed = [behind(second, left), behind(first, right)] as const;
  const [a, b] = straight[0] !== undefined && straight[1] !== undefined ? straight : crossed;
  if (a !== undefined && b !== undefined) return { kind: 'join-key', span, left: a, right: b };
  // An alias that is missing has been complained of.
  if (!isGiven) return undefined;
  const wanted = `a field of ${left.name} = a field of ${right.name}`;
  builder.complain(diagnostic('wrong-option', span, { name: 'where', wanted }));
  return undefined;
};

export const join: CommandRecord<'join'> = {
  kind: 'join',
  words: ['join'],
  summary: 'joins the rows with the events of another log group that have the same keys',
  source: 'CWL_QuerySyntax-Join',
  keywords: { where: { token: Where } },
  takesQuery: true,
  syntax: (syntax) => {
    syntax.options();
    syntax.CONSUME(Where);
    syntax.joinKeys();
    syntax.subquery();
  },
  build: (node, span, builder) => {
    const options = readOptions(node, 'join', ['type', 'left', 'right'], builder);
    const nameOf = (option: string): Name => {
      const name = options.word(option);
      if (name !== undefined) return name;
      const at: Span = { start: span.start, end: span.start + 'join'.length };
      if (options.value(option) === undefined)
        builder.complain(diagnostic('wrong-option', at, { name: option, wanted: 'given, as a name' }));
      return { kind: 'name', span: at, name: option };
    };
    const left = nameOf('left');
    const right = nameOf('right');
    const isGiven = options.value('left') !== undefined && options.value('right') !== undefined;
    return {
      kind: 'join',
      span,
      type: options.choice('type', ['inner', 'left'], 'inner'),
      left,
      right,
      keys: nodesOf(node, 'joinKey').flatMap((key) => keyOf(key, left, right, isGiven, builder) ?? []),
      query: builder.query(nodeOf(node, 'subquery')),
    };
  },
  print: (command, printer) => {
    const [left, right] = [printer.name(command.left), printer.name(command.right)];
    const side = (alias: Name, field: FieldReference): string =>
      printer.expression({
        ...field,
        name: `${alias.name}.${field.name}`,
        path: [...partsOf(alias), ...field.path],
      });
    const keys = command.keys.map(
      (key) => `${side(command.left, key.left)} = ${side(command.right, key.right)}`,
    );
    return `join type=${command.type} left=${left} right=${right} where ${keys.join(' and ')} ${printer.query(command.query)}`;
  },
};
