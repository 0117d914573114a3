// Expected outputs written out as they look: a template text without its first line break, its last line and
// the indentation its lines share. `edged` marks line ends, where blanks at the end matter.

export const written = (parts: TemplateStringsArray): string => {
  const lines = (parts.raw[0] ?? '')
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line !== '').map((line) => line.search(/[^ ]|$/));
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
};

export const edged = (text: string): string => text.replace(/\n$/, '').replaceAll(/$/gm, '▏');
