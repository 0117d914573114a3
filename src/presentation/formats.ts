// The formats in which an answer is printed.

export const formats = ['table', 'json', 'jsonl', 'csv', 'markdown'] as const;

export type Format = (typeof formats)[number];
