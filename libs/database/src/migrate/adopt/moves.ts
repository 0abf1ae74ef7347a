import type { LegacyCatalog } from './legacy-catalog.js';
import type { OurSchema } from './our-schema.js';

/** What must leave schema public because our steps make something of that name. */
export interface Moves {
  /** Tables and views. */
  readonly tables: readonly string[];
  readonly types: readonly string[];
  readonly sequences: readonly string[];
  /** public.name(arguments). */
  readonly functions: readonly string[];
}

/** Steps of ours look before they make these. */
const SHARED = ['public.uuid_generate_v4()'];

export function movesOf(legacy: LegacyCatalog, ours: OurSchema): Moves {
  const names = new Set([...ours.relations, ...ours.types]);
  return {
    tables: legacy.tables
      .filter((table) => table.schema === 'public')
      .filter(({ name, indexes }) => names.has(name) || indexes.some((index) => names.has(index)))
      .map(({ name }) => name),
    types: legacy.types.filter((name) => names.has(name)),
    sequences: legacy.sequences.filter((name) => names.has(name)),
    functions: ours.functions.filter(
      (name) => !SHARED.includes(name) && legacy.functions.some(({ signature }) => signature === name),
    ),
  };
}
