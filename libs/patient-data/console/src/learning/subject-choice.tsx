import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Subject, type SubjectKind, subjectQuery, subjectSearch } from './learning.queries.js';

interface SubjectChoiceProps {
  readonly kind: SubjectKind;
  readonly label: string;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (id: string | null) => void;
}

const textOf = ({ name, code }: Subject) => (code === null ? name : `${name} (${code})`);

/** Finds one condition or treatment of the catalogue. */
export function SubjectChoice({ kind, label, value, error, onChange }: SubjectChoiceProps) {
  const [typed, setTyped] = useState('');
  const chosen = useQuery({ ...subjectQuery(kind, value ?? ''), enabled: value !== null });
  const [q] = useDebouncedValue(chosen.data && typed === textOf(chosen.data) ? '' : typed.trim(), 250);
  const found = useQuery(subjectSearch(kind, q));
  const subjects = [...(found.data ?? [])];
  if (value !== null && chosen.data && !subjects.some(({ id }) => id === value))
    subjects.unshift(chosen.data);
  return (
    <Select
      label={label}
      description="Type the beginning of its name or code; may stay empty"
      size="md"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Choose none: ${label}` }}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
      // The instance searches.
      filter={({ options }) => options}
      data={subjects.map((subject) => ({ value: subject.id, label: textOf(subject) }))}
      nothingFoundMessage={found.isFetching ? 'Searching …' : 'None has such a name'}
      error={error ?? (found.error ? 'The catalogue could not be searched' : undefined)}
    />
  );
}
