import { inDependencyOrder, type ModuleManifest, type TableDeclaration, VERBS } from '@carenode/module-kit';

import { markdownTable } from '../../markdown/markdown-table.js';
import { accessMatrix, type MatrixTable } from '../../rights/access-matrix.js';
import { columnMeaning, columnUnit } from './column-meaning.js';
import type { SchemaFacts } from './schema-facts.js';

const HEAD = `# The schema

Made from the migrated database and the modules' declarations; do not edit it. \`npm run docs\` writes it anew, and a test fails while it is not current.

- A column in bold is never null. "unit" is a UCUM code, or "–" for a count or an order.
- Who may do what is said in short; [the access matrix](access-matrix.md) has every condition. [The migrations](migrations.md) say which step made what, and why.
- Bookkeeping of the platform itself is in schema \`carenode\`; nobody but its owner may touch it.
`;

/** Every table with its columns, meanings, units, keys and rights, as a page for people to read. */
export function schemaDocument(loaded: readonly ModuleManifest[], facts: SchemaFacts): string {
  const matrix = new Map(accessMatrix(loaded).map((table) => [table.table, table]));
  const chapters = inDependencyOrder(loaded)
    .filter(({ tables }) => tables.length > 0)
    .map((module) =>
      [
        `## ${module.title} (\`${module.name}\`)\n`,
        module.required
          ? 'A required module.\n'
          : `An optional module${module.requires.length > 0 ? `; requires ${module.requires.join(', ')}` : ''}.\n`,
        ...module.tables.map((table) => tableText(table, facts, matrix.get(table.name))),
      ].join('\n'),
    );
  return [HEAD, ...chapters].join('\n');
}

function tableText(table: TableDeclaration, facts: SchemaFacts, matrix: MatrixTable | undefined): string {
  const columns = facts.columns.filter((column) => column.table === table.name);
  const rows = columns.map((column) => {
    const meaning = columnMeaning(table, column);
    const unit = columnUnit(column.type, column.column, meaning);
    if (!meaning || unit === undefined) {
      throw new Error(
        `Nobody says what ${table.name}.${column.column} means${meaning ? ', or in which unit it is' : ''}; write it as the comment of the column.`,
      );
    }
    return [
      column.required ? `**${column.column}**` : column.column,
      column.type,
      column.default === null ? '' : `\`${cell(shortDefault(column.default))}\``,
      unit,
      [meaning, ...column.references.map((target) => `→ ${target}`)].map(cell).join(' '),
    ];
  });
  const rules = facts.rules.filter((rule) => rule.table === table.name && rule.kind !== 'foreign key');
  return [
    `### ${table.name}\n`,
    `${facts.comments.get(table.name) ?? ''}\n`,
    ...(matrix ? [accessText(matrix)] : []),
    '',
    markdownTable(['column', 'type', 'default', 'unit', 'meaning'], rows),
    '',
    ...rules.map(
      ({ name, kind, definition, comment }) =>
        `- ${kind} \`${name}\`: \`${definition.replace(/^(PRIMARY KEY|UNIQUE|CHECK) /, '')}\`${comment ? ` ${comment}` : ''}`,
    ),
    '',
  ].join('\n');
}

/** `patient: select, insert; provider: select`, and what the rows hold. */
function accessText(table: MatrixTable): string {
  const callers = [...new Set(table.cells.map(({ caller }) => caller))].flatMap((caller) => {
    const verbs = VERBS.filter((verb) =>
      table.cells.some(
        (candidate) => candidate.caller === caller && candidate.verb === verb && candidate.allowed,
      ),
    );
    return verbs.length > 0 ? [`${caller}: ${verbs.join(', ')}`] : [];
  });
  const about = table.about ? ` about the person in \`${table.about}\`` : '';
  return `Holds ${table.holds} data${about}. ${callers.length > 0 ? `${callers.join('; ')}.` : 'Nobody may touch its rows.'}`;
}

function shortDefault(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
