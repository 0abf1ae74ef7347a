import { answerOf, api } from '@carenode/ui';
import {
  Autocomplete,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  SimpleGrid,
  Text,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import type { ValueDraft } from './mapping.rules.js';

const USUAL_UNITS = [
  'kg',
  'g',
  'mg',
  'mmol/L',
  'mg/dL',
  '%',
  'mm[Hg]',
  '/min',
  'Cel',
  'kcal',
  'kJ',
  'min',
  'h',
  'km',
  'm',
  'cm',
  'L',
  'mL',
  '{steps}',
];

interface ValueColumnFieldsProps {
  readonly label: string;
  readonly value: ValueDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (value: ValueDraft) => void;
  readonly onRemove: () => void;
}

/** What one column of values holds. A name of the catalogue brings its kind, so that it is the same variable everywhere. */
export function ValueColumnFields({ label, value, problems, onChange, onRemove }: ValueColumnFieldsProps) {
  const [typed] = useDebouncedValue(value.name.trim(), 250);
  const found = useQuery({
    queryKey: ['variables', 'catalogue', typed],
    queryFn: async ({ signal }) =>
      (
        await answerOf(api.GET('/api/v1/variables', { params: { query: { q: typed, limit: 20 } }, signal }))
      ).items.filter(({ code, patientId }) => code !== null && patientId === null),
    enabled: typed.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const known = found.data ?? [];
  const problem = (field: string) => problems[`values.${value.column}.${field}`];
  const rename = (name: string) => {
    const variable = known.find((one) => one.name === name);
    onChange({
      ...value,
      name,
      code: variable?.code ?? null,
      ...(variable ? { kind: variable.kind === 'sum' ? 'sum' : 'sample' } : {}),
    });
  };
  const isLateKnown = value.code === null && known.some(({ name }) => name === value.name);
  useEffect(() => {
    // The name was typed before the catalogue answered.
    if (isLateKnown) rename(value.name);
  });
  return (
    <Fieldset legend={`Column “${label}”`} data-column={label}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Autocomplete
          label="What it is"
          description={
            value.code === null ? 'Your own words, or one of the list.' : `Known as ${value.code}.`
          }
          value={value.name}
          onChange={rename}
          data={[...new Set(known.map(({ name }) => name))]}
          filter={({ options }) => options}
          maxLength={200}
          error={problem('name')}
        />
        <Autocomplete
          label="Unit"
          description="As the table writes it."
          value={value.unit}
          onChange={(unit) => onChange({ ...value, unit, hasNoUnit: false })}
          data={USUAL_UNITS}
          maxLength={100}
          disabled={value.hasNoUnit}
          error={problem('unit')}
        />
        <NativeSelect
          label="Values of a day"
          description={value.code === null ? 'Steps add up; weight does not.' : 'As the catalogue has it.'}
          value={value.kind}
          disabled={value.code !== null}
          onChange={(event) => onChange({ ...value, kind: event.currentTarget.value as ValueDraft['kind'] })}
          data={[
            { value: '', label: 'Choose …' },
            { value: 'sum', label: 'Add up' },
            { value: 'sample', label: 'Each stands for its moment' },
          ]}
          error={problem('kind')}
        />
      </SimpleGrid>
      <Group justify="space-between" mt="sm">
        <Checkbox
          label="It has no unit"
          checked={value.hasNoUnit}
          onChange={(event) => onChange({ ...value, hasNoUnit: event.currentTarget.checked, unit: '' })}
        />
        <Button variant="subtle" size="xs" onClick={onRemove} aria-label={`Leave out the column “${label}”`}>
          <Text span size="xs">
            Leave it out
          </Text>
        </Button>
      </Group>
    </Fieldset>
  );
}
