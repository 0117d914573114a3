// How long functions are, measured by indentation, which the formatter keeps: a function begins in the line
// that opens its body (ends in "=>", or in "=>" or a parameter list with a bracket behind it) and lasts as
// long as lines are indented deeper, its closing bracket included. Parameters on lines of their own do not
// count; a template text that hangs to the left ends a function early.

export type MeasuredFunction = {
  readonly lineNumber: number;
  /** The line that opens it, for finding it. */
  readonly opening: string;
  readonly lineCount: number;
};

const arrow = /=>\s*[({[]*$/;
const declared = /\bfunction\b.*\{$/;
/** `constructor(…) {`, `get name() {`, `[Symbol.dispose]() {`; not `if (…) {` and its like. */
const method =
  /^\s*(?!(?:if|for|while|switch|catch|else|do|with|return)\b|\})(?:(?:async|static|get|set|override|private|readonly)\s+|\*)*[\w$#[\].]+\(.*\)(?::.*)?\s*\{$/;
/** The end of a parameter list over several lines: `): Result {`. */
const parametersEnd = /^\s*\)(?::.*)?\s*\{$/;

const opens = (line: string): boolean =>
  [arrow, declared, method, parametersEnd].some((pattern) => pattern.test(line));

const indentOf = (line: string): number => line.length - line.trimStart().length;

const bodyEnd = (lines: readonly string[], start: number): number => {
  const indent = indentOf(lines[start] ?? '');
  let end = start;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line) > indent) end = at;
    else return /^\s*[)}\]]/.test(line) ? at : end;
  }
  return end;
};

export const measureFunctions = (text: string): readonly MeasuredFunction[] => {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    opens(line) && !/^\s*(?:\/\/|\*)/.test(line)
      ? [{ lineNumber: index + 1, opening: line.trim(), lineCount: bodyEnd(lines, index) - index + 1 }]
      : [],
  );
};

export const lineCountOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;
