// Results, diagnostics, notices and progress as text: data in, text out, nothing written.

export { renderCsv } from './csv.ts';
export { type DiagnosticOptions, type PrintableDiagnostic, renderDiagnostic } from './diagnostics.ts';
export { escapeHostile } from './escape-hostile.ts';
export { type Format, formats } from './formats.ts';
export { renderJson } from './json.ts';
export { renderJsonLines } from './json-lines.ts';
export { renderMarkdown } from './markdown.ts';
export { renderNotices } from './notices.ts';
export { printBytes, printCount, printDuration } from './print-quantities.ts';
export { type Progress, renderProgress } from './progress-line.ts';
export { render } from './render.ts';
export { renderStatisticsLine } from './statistics-line.ts';
export { type Painter, painterFor, type Style } from './style-text.ts';
export { renderTable, type TableOptions } from './table.ts';
export { textWidth } from './text-width.ts';
