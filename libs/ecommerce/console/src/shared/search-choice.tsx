import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type QueryKey, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

interface Named {
  readonly id: string;
}

interface SearchChoiceProps<T extends Named> {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly value: string | null;
  readonly error?: string | undefined;
  /** Begins the keys of both questions. */
  readonly queryKey: QueryKey;
  /** What the words find. */
  readonly find: (q: string, signal: AbortSignal) => Promise<readonly T[]>;
  readonly get: (id: string, signal: AbortSignal) => Promise<T>;
  readonly textOf: (found: T) => string;
  readonly onChange: (id: string | null) => void;
}

/** Finds one thing of a long list that the instance searches. */
export function SearchChoice<T extends Named>({
  label,
  description = 'Type a part of its name',
  placeholder,
  required = false,
  value,
  error,
  queryKey,
  find,
  get,
  textOf,
  onChange,
}: SearchChoiceProps<T>) {
  const [typed, setTyped] = useState('');
  const chosen = useQuery({
    queryKey: [...queryKey, 'one', value],
    queryFn: ({ signal }) => get(value ?? '', signal),
    enabled: value !== null,
    staleTime: 60_000,
  });
  const [q] = useDebouncedValue(chosen.data && typed === textOf(chosen.data) ? '' : typed.trim(), 250);
  const found = useQuery({
    queryKey: [...queryKey, 'found', q],
    queryFn: ({ signal }) => find(q, signal),
    staleTime: 30_000,
  });
  // What an earlier word found is not offered for a later one: somebody who types fast would choose the wrong thing.
  const isChosen = chosen.data !== undefined && typed === textOf(chosen.data);
  const isTyping = !isChosen && typed.trim() !== q;
  const all = isTyping ? [] : [...(found.data ?? [])];
  if (value !== null && chosen.data && !all.some(({ id }) => id === value)) all.unshift(chosen.data);
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder}
      size="md"
      searchable
      clearable={!required}
      clearButtonProps={{ 'aria-label': `Choose none: ${label}` }}
      required={required}
      withAsterisk={false}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
      // The instance searches.
      filter={({ options }) => options}
      data={all.map((item) => ({ value: item.id, label: textOf(item) }))}
      nothingFoundMessage={isTyping || found.isFetching ? 'Searching …' : 'None has such a name'}
      error={error ?? (found.error ? 'It could not be searched' : undefined)}
      maxDropdownHeight={280}
    />
  );
}
