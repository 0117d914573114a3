// The version of the program; package.json has the same, and a test says so.

export const version = '0.1.0';
