import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { variablesQuery } from '../measurements/measurements.queries.js';
import { matchesWords, variableName } from '../shared/variable-name.rules.js';
import { variableSearch } from '../shared/variables.queries.js';
import type { Followed } from './goal-draft.rules.js';

interface VariableChoiceProps {
  readonly patientId: string;
  readonly value: Followed | null;
  readonly error: string | undefined;
  readonly onChange: (variable: Followed | null) => void;
}

/** Chooses what is measured: what the patient has values of at once, anything else of the catalogue by its name. */
export function VariableChoice({ patientId, value, error, onChange }: VariableChoiceProps) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(value !== null && typed === variableName(value) ? '' : typed.trim(), 250);
  const measured = useQuery(variablesQuery(patientId));
  const found = useQuery(variableSearch(q));
  const own: readonly Followed[] = (measured.data ?? []).filter((variable) => matchesWords(variable, q));
  const others: readonly Followed[] = (q === '' ? [] : (found.data ?? [])).filter(
    ({ id }) => !own.some((variable) => variable.id === id),
  );
  const chosen = value === null || [...own, ...others].some(({ id }) => id === value.id) ? [] : [value];
  const all = [...chosen, ...own, ...others];
  const options = (variables: readonly Followed[]) =>
    variables.map((variable) => ({ value: variable.id, label: variableName(variable) }));
  return (
    <Select
      label="What is measured"
      description="Type a part of its name"
      placeholder="Weight, steps, …"
      size="md"
      searchable
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChange(all.find((variable) => variable.id === id) ?? null)}
      // The instance searches.
      filter={({ options: given }) => given}
      data={[
        ...options(chosen),
        ...(own.length > 0 ? [{ group: 'Measured until now', items: options(own) }] : []),
        ...(others.length > 0 ? [{ group: 'Not measured yet', items: options(others) }] : []),
      ]}
      nothingFoundMessage={
        found.isFetching || measured.isFetching ? 'Searching …' : 'Nothing has such a name'
      }
      error={error ?? (found.error || measured.error ? 'The variables could not be searched' : undefined)}
      maxDropdownHeight={280}
    />
  );
}
