import { answerOf, api } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import type { Person } from './person.rules.js';

/** The newest accounts by id, to put names to ids. Of an instance with more, the others are shown by their id. */
export const knownPeopleQuery = queryOptions({
  queryKey: ['profiles', 'known'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, Person>> => {
    const { items } = await answerOf(
      api.GET('/api/v1/profiles', { params: { query: { limit: 200 } }, signal }),
    );
    return new Map(items.map((person) => [person.id, person]));
  },
  staleTime: 60_000,
});

export const NOBODY_KNOWN: ReadonlyMap<string, Person> = new Map();
