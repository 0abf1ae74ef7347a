import { CALLERS, VERBS } from '@carenode/module-kit';

import { markdownTable } from '../markdown/markdown-table.js';
import type { MatrixCell, MatrixTable } from './access-matrix.js';

/** Longest condition that stands in the table itself; longer ones are notes below it. */
const SHORT = 34;

const HEAD = `# The access matrix

Made from the declarations that PostgreSQL's policies and grants are made from; do not edit it. \`npm run docs\` writes it anew, and a test fails while it is not current. [The access model](access.md) says how to read it.

- What a cell does not allow is refused. "–" means never.
- Next to the conditions of a cell, every statement passes two gates: a token needs a scope for the table and verb (a person's own session needs none), and the table's module must be active for the caller where it is an optional one.
- "anonymous" is a request that nobody signed, "system" is background work, which states its reason.
- A write of a row that names columns goes for these columns only; a read of them shows no others.
`;

/** The matrix as a page for people to read. */
export function matrixMarkdown(matrix: readonly MatrixTable[]): string {
  const modules = [...new Set(matrix.map((table) => table.module))];
  const chapters = modules.map((module) => {
    const tables = matrix.filter((table) => table.module === module);
    const gate = tables[0]?.gates.moduleActive
      ? `An optional module: its tables answer only while it is active for the caller.`
      : `A required module: always active.`;
    return [
      `## ${tables[0]?.title ?? module} (\`${module}\`)\n\n${gate}\n`,
      ...tables.map(tableMarkdown),
    ].join('\n');
  });
  return [HEAD, ...chapters].join('\n');
}

function tableMarkdown(table: MatrixTable): string {
  const notes: string[] = [];
  const rows = CALLERS.map((caller) => [
    caller,
    ...VERBS.map((verb) => cellText(findCell(table, caller, verb), notes)),
  ]);
  const about = table.about ? `; a row is about the person in \`${table.about}\`` : '';
  const facts = [
    `- Holds ${table.holds} data${about}.`,
    `- Scopes: ${VERBS.map((verb) => `${verb} ${table.gates.scopes[verb].map((scope) => `\`${scope}\``).join(' or ')}`).join(', ')}.`,
    `- Audit trail: writes are ${table.audit.writes}; reads are ${table.audit.reads}.`,
    `- Erasure ${table.erasure}.`,
    ...table.guarded.map(({ column, way }) => `- Guarded column \`${column}\`: ${way}.`),
  ];
  const below = notes.map((note, index) => `${index + 1}. ${note}`);
  return [
    `### ${table.table}\n`,
    ...facts,
    '',
    markdownTable(['caller', ...VERBS], rows),
    ...(below.length > 0 ? ['', ...below] : []),
    '',
  ].join('\n');
}

/** One table of the matrix for a terminal: a line per caller and verb that is allowed. */
export function cellLines(table: MatrixTable): string[][] {
  return table.cells
    .filter((cell) => cell.allowed)
    .map((cell) => [
      cell.caller,
      cell.verb,
      [cell.rows ?? '', ...(cell.writes ? [`written rows: ${cell.writes}`] : [])].join('; '),
      cell.columns?.join(', ') ?? 'all',
    ]);
}

function findCell(table: MatrixTable, caller: string, verb: string): MatrixCell | undefined {
  return table.cells.find((cell) => cell.caller === caller && cell.verb === verb);
}

function cellText(cell: MatrixCell | undefined, notes: string[]): string {
  if (!cell?.allowed || cell.rows === null) return '–';
  const text = cell.rows.length <= SHORT ? cell.rows : `yes ${note(notes, `${capital(cell.rows)}.`)}`;
  const more = [
    ...(cell.writes ? [note(notes, `A row as it is written: ${cell.writes}.`)] : []),
    ...(cell.columns
      ? [note(notes, `Columns: ${cell.columns.map((column) => `\`${column}\``).join(', ')}.`)]
      : []),
  ];
  return [text, ...more].join(' ');
}

/** The number of a note below the table; the same words are one note. */
function note(notes: string[], words: string): string {
  const text = words.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const known = notes.indexOf(text);
  if (known >= 0) return `(${known + 1})`;
  notes.push(text);
  return `(${notes.length})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
