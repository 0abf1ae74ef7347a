/** What callers may do with the platform's own tables in schema carenode: verb → callers. What is not here is nobody's. */
export const INTERNAL: Readonly<
  Record<string, Readonly<Partial<Record<'select' | 'insert' | 'update' | 'delete', string>>>>
> = {
  migrations: { select: 'system' },
  notes: { select: 'system', insert: 'system', update: 'system' },
  tables: { select: 'admin system' },
};
