// What the message of an event must contain to come through the first filters of a plan: an event without it
// need not even be made. Each set of texts means: at least one of them is in the message.
//
// All of it rests on filters that drop a row whose condition is false or missing, and on comparisons with
// something missing being missing (values/compare.ts).

import type { PlanExpression } from './expression.ts';
import type { LogicalPlan, ParsePattern, Stage } from './logical-plan.ts';
import { madeBy } from './needed-columns.ts';
import { isUseful, longest } from './required-literal.ts';

type Texts = readonly string[] | undefined;

/** What is known of the fields that are discovered in messages; undefined where nothing is. */
export type FieldTexts = {
  /** What a message has in which the field is. */
  readonly ofField: (field: string) => Texts;
  /** What a message has in which the field is, its text containing `part`. */
  readonly ofValue: (field: string, part: string) => Texts;
};

/** To look for more texts than these costs more than it spares. */
const MOST_TEXTS = 8;

const MESSAGE = '@message';

/** Short texts are in most messages, escapes in few. */
const isRare = (text: string): boolean => isUseful(text) || text.startsWith('\\');

const useful = (texts: Texts): Texts =>
  texts !== undefined && texts.length <= MOST_TEXTS && texts.every(isRare) ? texts : undefined;

const shortest = (texts: readonly string[]): number =>
  Math.min(...texts.filter(isUseful).map((text) => text.length));

/** The more telling of two sets that both must hold. */
const better = (a: Texts, b: Texts): Texts => {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.length !== b.length) return a.length < b.length ? a : b;
  return shortest(a) >= shortest(b) ? a : b;
};

/** All of several sets, of which one must hold. */
const eitherOf = (sets: readonly Texts[]): Texts => {
  const texts = new Set<string>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const text of set) texts.add(text);
  }
  return useful([...texts]);
};

/** The message itself is a field whose text is no secret; `FieldTexts` says what is known of others. */
const withMessage = (fields: FieldTexts): FieldTexts => ({
  ofField: (field) => (field === MESSAGE ? undefined : useful(fields.ofField(field))),
  ofValue: (field, part) => useful(field === MESSAGE ? [part] : fields.ofValue(field, part)),
});

/** What the values of columns that a stage makes tell, before those of the stages before it. */
const withColumns = (names: readonly string[], made: FieldTexts, before: FieldTexts): FieldTexts => ({
  ofField: (field) => (names.includes(field) ? made.ofField(field) : before.ofField(field)),
  ofValue: (field, part) => (names.includes(field) ? made.ofValue(field, part) : before.ofValue(field, part)),
});

const nothingKnown: FieldTexts = { ofField: () => undefined, ofValue: () => undefined };

const literalOf = (pattern: ParsePattern): string | undefined => {
  if (pattern.kind === 'glob') return longest(pattern.glob.literals);
  return pattern.kind === 'regex' ? pattern.literal : undefined;
};

/** What a parse of the message captures is a part of it, and is there where the pattern matches. */
const capturesOf = (pattern: ParsePattern): FieldTexts => {
  if (pattern.kind !== 'glob' && pattern.kind !== 'regex') return nothingKnown;
  const literal = literalOf(pattern);
  const present: Texts = literal === undefined ? undefined : [literal];
  return {
    ofField: () => present,
    ofValue: (_, part) => better(useful([part]), present),
  };
};

const isColumn = (expression: PlanExpression): expression is { kind: 'column'; name: string } =>
  expression.kind === 'column';

/** A text that equals nothing but itself, or undefined: a number's text equals other spellings of it. */
const ownText = (expression: PlanExpression): string | undefined =>
  expression.kind === 'constant' &&
  typeof expression.value === 'string' &&
  /[A-Za-z]/.test(expression.value.replace(/[eEInfity]/g, ''))
    ? expression.value
    : undefined;

const equalTo = (column: string, wanted: PlanExpression, fields: FieldTexts): Texts => {
  const text = ownText(wanted);
  return text === undefined ? fields.ofField(column) : fields.ofValue(column, text);
};

const ofComparison = (
  { operator, left, right }: Extract<PlanExpression, { kind: 'comparison' }>,
  fields: FieldTexts,
): Texts => {
  const presence = [left, right].map((side) => (isColumn(side) ? fields.ofField(side.name) : undefined));
  if (operator !== '=') return better(presence[0], presence[1]);
  if (isColumn(left)) return better(equalTo(left.name, right, fields), presence[1]);
  return isColumn(right) ? equalTo(right.name, left, fields) : undefined;
};

/** What the message of an event has for which the condition is true. */
const ofCondition = (condition: PlanExpression, fields: FieldTexts): Texts => {
  const of = (part: PlanExpression): Texts => ofCondition(part, fields);
  switch (condition.kind) {
    case 'and':
      return better(of(condition.left), of(condition.right));
    case 'or':
      return eitherOf([of(condition.left), of(condition.right)]);
    case 'comparison':
      return ofComparison(condition, fields);
    case 'column':
      return fields.ofField(condition.name);
    case 'contains': {
      const { value, part } = condition;
      if (!isColumn(value)) return undefined;
      const isText = part.kind === 'constant' && typeof part.value === 'string';
      return isText ? fields.ofValue(value.name, part.value) : fields.ofField(value.name);
    }
    case 'matches': {
      const { value, literal } = condition;
      if (!isColumn(value)) return undefined;
      return literal === undefined ? fields.ofField(value.name) : fields.ofValue(value.name, literal);
    }
    case 'in': {
      const { value, list } = condition;
      if (!isColumn(value)) return undefined;
      return eitherOf(list.map((wanted) => equalTo(value.name, wanted, fields)));
    }
    case 'call': {
      const [value] = condition.args;
      return condition.name === 'ispresent' && value && isColumn(value)
        ? fields.ofField(value.name)
        : undefined;
    }
    default:
      return undefined;
  }
};

const afterStage = (stage: Stage, fields: FieldTexts): FieldTexts => {
  const isOfMessage = stage.kind === 'parse' && isColumn(stage.source) && stage.source.name === MESSAGE;
  return withColumns(madeBy(stage), isOfMessage ? capturesOf(stage.pattern) : nothingKnown, fields);
};

/** What each event has at least one of that the plan does not drop at once. */
const required = (plan: LogicalPlan, known: FieldTexts): Texts => {
  if (plan.inner.length > 0 || plan.readsAllFields || plan.isEstimate) return undefined;
  let fields = known;
  let texts: Texts;
  for (const stage of plan.stages) {
    if (stage.kind === 'filter') texts = better(texts, ofCondition(stage.predicate, fields));
    else if (stage.kind === 'extend' || (stage.kind === 'parse' && !stage.multi))
      fields = afterStage(stage, fields);
    else break;
  }
  return texts;
};

/**
 * Texts of which every event has at least one that the plan does not drop at once; undefined when there are
 * none, or when the plan looks at dropped events too.
 */
export const requiredTexts = (plan: LogicalPlan, fieldTexts: FieldTexts): readonly string[] | undefined =>
  required(plan, withMessage(fieldTexts));

/** Stands for the presence of a field among texts; longer than any, so that it is preferred to them. */
const PRESENCE = `presence of ${'\u0001'.repeat(100)} `;

const presenceOf = (field: string): Texts => (field === MESSAGE ? undefined : [PRESENCE + field]);

/** A field that every event has which the plan does not drop at once. */
export const requiredField = (plan: LogicalPlan): string | undefined => {
  const texts = required(plan, { ofField: presenceOf, ofValue: presenceOf });
  const [text = ''] = texts ?? [];
  return texts?.length === 1 && text.startsWith(PRESENCE) ? text.slice(PRESENCE.length) : undefined;
};
