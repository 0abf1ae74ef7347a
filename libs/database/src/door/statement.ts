/** SQL that PostgreSQL prepares once per connection under its name. One name always means one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const known = new Map<string, string>();

/** Names a statement that is run often. Throws when the name already means another text. */
export function statement(name: string, text: string): Statement {
  const before = known.get(name);
  if (before !== undefined && before !== text)
    throw new Error(`Statement ${name} is already another text; rename one of them.`);
  known.set(name, text);
  return Object.freeze({ name, text });
}

/** A row as PostgreSQL wrote it: text per column, null for NULL. */
export type TextRow = readonly (string | null)[];
