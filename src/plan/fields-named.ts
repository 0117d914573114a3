// Which fields an expression of the tree names, whatever they mean.

import { type Expression, type FieldReference, printExpression } from '../../grammar/index.ts';

/**
 * Every field that an expression of the tree names. `texts`: calls that are columns by their text, as
 * `sum(x)` is after `stats sum(x)`, count as fields of that name.
 */
export const fieldsNamedIn = (
  expression: Expression,
  texts?: ReadonlyMap<string, string>,
): readonly FieldReference[] => {
  const column = expression.kind === 'call' ? texts?.get(printExpression(expression)) : undefined;
  if (column !== undefined) return [{ kind: 'field', span: expression.span, name: column, path: [column] }];
  const namedIn = (part: Expression): readonly FieldReference[] => fieldsNamedIn(part, texts);
  switch (expression.kind) {
    case 'field':
      return [expression];
    case 'negation':
    case 'not':
      return namedIn(expression.operand);
    case 'arithmetic':
    case 'comparison':
    case 'logical':
      return [...namedIn(expression.left), ...namedIn(expression.right)];
    case 'match':
      return [...namedIn(expression.value), ...namedIn(expression.pattern)];
    case 'membership':
      return [expression.value, ...expression.list].flatMap(namedIn);
    case 'call':
      return expression.args.flatMap(namedIn);
    case 'in-query':
    case 'access':
      return namedIn(expression.value);
    default:
      return [];
  }
};
