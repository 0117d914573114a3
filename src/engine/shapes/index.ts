// What can be told of messages from their shapes, without looking at each of them.

export { linearGlob, linearPatterns, linearText, oneLinearPattern } from './linear-pattern.ts';
export { shapeParser } from './parse-shapes.ts';
export { shapeSearch } from './search-shapes.ts';
