import { Loaded } from '@carenode/ui';
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
  return (
    <Stack gap="lg">
      {asked === null ? (
        <RequestForm first={null} />
      ) : (
        // A form that came before the person would lose what was entered meanwhile.
        <Loaded query={people} lines={4}>
          {(known) => <RequestForm key={asked} first={known.get(asked) ?? null} />}
        </Loaded>
      )}
      <ChangeList />
    </Stack>
  );
}
