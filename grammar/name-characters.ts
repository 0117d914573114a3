// Which characters a name has without backticks: letters of any script, digits, "_" and "@". Blanks of any
// kind and typographic quotes are none, so that what looks like a blank parts two words.

export const nameStart = '[\\p{L}_@]';
export const namePart = '[\\p{L}\\p{M}\\p{N}_@]';
