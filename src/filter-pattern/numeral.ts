// Which texts are numbers, in patterns and in fields of messages.

/** Sign, decimals and exponent: the numbers of the user guide. */
const numerals = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

export const isNumeral = (text: string): boolean => numerals.test(text);
