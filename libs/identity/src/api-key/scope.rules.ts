import { type FieldError, invalidInput } from '@carenode/module-kit';

const FORM = /^user\/([a-z][a-z0-9_-]*|\*)\.(read|write|\*|c?r?u?d?s?)$/;

/**
 * The scopes of a new key, each once. Throws `validation_failed` naming what is wrong with which scope: a form other than
 * `user/<table>.<verbs>` (SMART App Launch 2.2, with tables for resources) or a table that no loaded module has.
 */
export function checkScopes(scopes: readonly string[], tables: ReadonlySet<string>): string[] {
  const errors: FieldError[] = [];
  const refuse = (rule: string, message: string) => errors.push({ field: 'scopes', rule, message });
  if (scopes.length === 0) refuse('minItems', 'scopes names at least one scope.');
  for (const scope of scopes) {
    const [, table, verbs] = FORM.exec(scope) ?? [];
    const shown = scope.slice(0, 100);
    if (!table || !verbs) {
      refuse(
        'scope',
        `"${shown}" is not user/<table>.<verbs>; verbs are letters of cruds in that order, read, write or *.`,
      );
    } else if (table !== '*' && !tables.has(table.replaceAll('-', '_'))) {
      refuse('table', `"${shown}" names a table that no loaded module has.`);
    }
  }
  const [first, ...others] = errors;
  if (first) throw invalidInput(first, ...others);
  return [...new Set(scopes)];
}
