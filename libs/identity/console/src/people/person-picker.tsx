import { answerOf, api, USER_TYPE_LABELS, type UserType } from '@carenode/ui';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Person, personText } from './person.rules.js';

interface PersonPickerProps {
  readonly label: string;
  readonly description?: string;
  /** Only people of this user type. */
  readonly userType?: UserType;
  readonly value: Person | null;
  readonly error?: string;
  readonly onChange: (person: Person | null) => void;
}

/** Finds one person of the instance by the beginning of a name or e-mail address. For admins. */
export function PersonPicker({ label, description, userType, value, error, onChange }: PersonPickerProps) {
  const [typed, setTyped] = useState('');
  const chosen = value === null ? null : personText(value);
  const [q] = useDebouncedValue(typed === chosen ? '' : typed.trim(), 250);
  const people = useQuery({
    queryKey: ['profiles', 'picked', q, userType],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/profiles', {
          params: { query: { limit: 10, q: q || undefined, userType } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const found: Person[] = [...(people.data?.items ?? [])];
  if (value !== null && !found.some(({ id }) => id === value.id)) found.unshift(value);
  return (
    <Select
      label={label}
      description={description ?? 'Type the beginning of a name or e-mail address'}
      placeholder="Nobody chosen"
      size="md"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Choose nobody: ${label}` }}
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChange(found.find((person) => person.id === id) ?? null)}
      // The instance searches.
      filter={({ options }) => options}
      data={found.map((person) => ({
        value: person.id,
        label: personText(person) + (userType ? '' : ` · ${USER_TYPE_LABELS[person.userType as UserType]}`),
      }))}
      nothingFoundMessage={people.isFetching ? 'Searching …' : 'Nobody was found'}
      error={error ?? (people.error ? 'The people could not be searched' : undefined)}
    />
  );
}
