// Queries in Terraform files: saved ones, and those of dashboards whose body is a text, or jsonencode of an
// object in which `query = "SOURCE …"` stands.
//
// Expressions are not evaluated. Read are texts, texts in trimspace() or chomp(), and join() of texts.

import type { Findings } from './findings.ts';
import { type HclToken, hclTokens } from './hcl-tokens.ts';
import { markDoubleBraces } from './placeholders.ts';
import { isAllHoles, joinTexts, type SourceText } from './source-text.ts';
import { addDashboardBody } from './template-queries.ts';

type Block = { readonly name: string; readonly tokens: readonly HclToken[] };

const isSign = (token: HclToken | undefined, ...signs: readonly string[]): boolean =>
  token?.kind === 'sign' && signs.includes(token.sign);

const wordAt = (token: HclToken | undefined): string | undefined => {
  if (token?.kind === 'word') return token.word;
  return token?.kind === 'text' ? token.source.text : undefined;
};

/** The place of the bracket that closes the one at `open`, or the number of tokens. */
const closingIndex = (tokens: readonly HclToken[], open: number): number => {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (isSign(tokens[index], '{', '[', '(')) depth += 1;
    if (isSign(tokens[index], '}', ']', ')')) depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
};

/** `resource "<type>" "<name>" { … }`, with what stands between the brackets. */
const resourcesOf = (tokens: readonly HclToken[], type: string): readonly Block[] =>
  tokens.flatMap((token, index) => {
    const isResource = token.kind === 'word' && token.word === 'resource';
    const open = index + 3;
    if (!isResource || wordAt(tokens[index + 1]) !== type || !isSign(tokens[open], '{')) return [];
    const name = wordAt(tokens[index + 2]) ?? '';
    return [{ name, tokens: tokens.slice(open + 1, closingIndex(tokens, open)) }];
  });

/** Where the values of an attribute begin; in objects within, too, if `isDeep`. */
const valuesOf = (tokens: readonly HclToken[], attribute: string, isDeep: boolean): readonly number[] => {
  const found: number[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    if (wordAt(tokens[index]) === attribute && isSign(tokens[index + 1], '=', ':')) found.push(index + 2);
    if (!isDeep && isSign(tokens[index], '{', '[', '(')) index = closingIndex(tokens, index);
  }
  return found;
};

const isTextToken = (token: HclToken | undefined): token is Extract<HclToken, { kind: 'text' }> =>
  token?.kind === 'text';

/** `join("…", ["…", "…"])` between its brackets. */
const joinedTexts = (args: readonly HclToken[]): SourceText | undefined => {
  const [delimiter, ...rest] = args;
  const texts = rest.filter(isTextToken);
  const isPlain = rest.every((token) => token.kind === 'text' || isSign(token, ',', '[', ']'));
  if (!isTextToken(delimiter) || !isPlain || delimiter.source.holes.length > 0) return undefined;
  const between = delimiter.source.text;
  return joinTexts(
    texts.flatMap(({ source }, index) => {
      const glue = { text: between, origin: () => source.origin(0), holes: [] };
      return index === 0 || between === '' ? [source] : [glue, source];
    }),
  );
};

type Read = { readonly source: SourceText; readonly next: number };

const readCall = (tokens: readonly HclToken[], at: number): Read | undefined => {
  const name = wordAt(tokens[at]);
  const close = closingIndex(tokens, at + 1);
  const args = tokens.slice(at + 2, close);
  const next = close + 1;
  if (name === 'join') {
    const source = joinedTexts(args);
    return source && { source, next };
  }
  const inner = name === 'trimspace' || name === 'chomp' ? readText(tokens, at + 2) : undefined;
  return inner?.next === close ? { source: inner.source, next } : undefined;
};

const readText = (tokens: readonly HclToken[], at: number): Read | undefined => {
  const token = tokens[at];
  if (isTextToken(token)) return { source: token.source, next: at + 1 };
  return token?.kind === 'word' && isSign(tokens[at + 1], '(') ? readCall(tokens, at) : undefined;
};

/** The text that is given; undefined where it is computed in a way that is not read here. */
const textAt = (tokens: readonly HclToken[], at: number): SourceText | undefined => {
  const read = readText(tokens, at);
  if (read === undefined || isSign(tokens[read.next], '.', '?', '[', '=', '!', '+')) return undefined;
  return markDoubleBraces(read.source);
};

const plainText = (tokens: readonly HclToken[], attribute: string): string | undefined => {
  const [at] = valuesOf(tokens, attribute, false);
  return at === undefined ? undefined : textAt(tokens, at)?.text;
};

const computed = (findings: Findings, name: string, token: HclToken | undefined, what: string): void =>
  findings.unread(
    'computed-query',
    name,
    token?.start ?? 0,
    `${what} is an expression, which is not evaluated`,
  );

const addDefinition = ({ name: label, tokens }: Block, findings: Findings): void => {
  const name = plainText(tokens, 'name') ?? label;
  const language = plainText(tokens, 'query_language') ?? 'CWLI';
  for (const at of valuesOf(tokens, 'query_string', false)) {
    const source = textAt(tokens, at);
    if (language !== 'CWLI')
      findings.unread('other-language', name, tokens[at]?.start ?? 0, `the query is in ${language}`);
    else if (source === undefined) computed(findings, name, tokens[at], 'the query');
    else findings.query(name, source);
  }
};

const addDashboard = ({ name: label, tokens }: Block, findings: Findings): void => {
  const name = plainText(tokens, 'dashboard_name') ?? label;
  for (const at of valuesOf(tokens, 'dashboard_body', false)) {
    const body = textAt(tokens, at);
    if (body !== undefined && !isAllHoles(body)) addDashboardBody(body, name, findings);
    else if (wordAt(tokens[at]) !== 'jsonencode') computed(findings, name, tokens[at], 'the dashboard');
  }
  for (const at of valuesOf(tokens, 'query', true)) {
    const source = textAt(tokens, at);
    if (source !== undefined && /^\s*source\b/i.test(source.text)) findings.query(name, source);
  }
};

export const addTerraformQueries = (file: string, findings: Findings): void => {
  const { tokens, unclosed } = hclTokens(file);
  if (unclosed !== undefined) {
    const begun = file.startsWith('<<', unclosed) ? 'heredoc' : file[unclosed] === '"' ? 'quote' : 'comment';
    findings.problem(unclosed, `this is not Terraform: the ${begun} that begins here never ends`);
  }
  for (const block of resourcesOf(tokens, 'aws_cloudwatch_query_definition')) addDefinition(block, findings);
  for (const block of resourcesOf(tokens, 'aws_cloudwatch_dashboard')) addDashboard(block, findings);
};
