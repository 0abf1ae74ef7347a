import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import { knownPeopleQuery } from '../people/people.queries.js';
import { ChangeList } from './change-list.js';
import { RequestForm } from './request-form.js';

/** Changes of user types: asking for one, deciding on those that wait, and what was changed. */
export function Component() {
  const [search] = useSearchParams();
  const asked = search.get('person');
  const people = useQuery(knownPeopleQuery);
  const first = (asked !== null && people.data?.get(asked)) || null;
  return (
    <Stack gap="lg">
      <RequestForm key={first?.id} first={first} />
      <ChangeList />
    </Stack>
  );
}
