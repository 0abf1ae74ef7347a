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
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { isCalled, variableName } from '../shared/variable-name.rules.js';
import { variableSearch } from '../shared/variables.queries.js';
import type { Kind, MappingProblems, VariableDraft } from './mapping.rules.js';

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

export const KIND_CHOICES = [
  { value: '', label: 'Choose …' },
  { value: 'sum', label: 'Add up' },
  { value: 'sample', label: 'Each stands for its moment' },
];

interface ValueColumnFieldsProps {
  /** What tells these values: `Column “Weight”`. */
  readonly label: string;
  readonly value: VariableDraft;
  /** What the unit is where none is named. */
  readonly unnamedUnit: string;
  readonly problems: MappingProblems;
  readonly onChange: (value: VariableDraft) => void;
  readonly onRemove: () => void;
}

/** What some values are of. A name of the catalogue brings its kind, so that it is the same variable everywhere. */
export function ValueColumnFields({
  label,
  value,
  unnamedUnit,
  problems,
  onChange,
  onRemove,
}: ValueColumnFieldsProps) {
  const [typed] = useDebouncedValue(value.name.trim(), 250);
  const found = useQuery({
    ...variableSearch(typed.length > 1 ? typed : ''),
    select: (variables) => variables.filter(({ code, patientId }) => code !== null && patientId === null),
  });
  const known = found.data ?? [];
  const problem = (field: string) => problems[`values.${value.column}.${field}`];
  const rename = (name: string) => {
    const variable = known.find((one) => isCalled(one, name));
    onChange({
      ...value,
      name,
      code: variable?.code ?? null,
      ...(variable ? { kind: variable.kind === 'sum' ? 'sum' : 'sample' } : {}),
    });
  };
  const isLateKnown = value.code === null && known.some((one) => isCalled(one, value.name));
  useEffect(() => {
    // The name was typed before the catalogue answered.
    if (isLateKnown) rename(value.name);
  });
  return (
    <Fieldset legend={label} data-column={value.column}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Autocomplete
          label="What it is"
          description={
            value.code === null ? 'Your own words, or one of the list.' : `Known as ${value.code}.`
          }
          value={value.name}
          onChange={rename}
          data={[...new Set(known.map(variableName))]}
          filter={({ options }) => options}
          maxLength={200}
          error={problem('name')}
        />
        <Autocomplete
          label="Unit"
          description={unnamedUnit}
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
          onChange={(event) => onChange({ ...value, kind: event.currentTarget.value as Kind | '' })}
          data={KIND_CHOICES}
          error={problem('kind')}
        />
      </SimpleGrid>
      <Group justify="space-between" mt="sm">
        <Checkbox
          label="It has no unit"
          checked={value.hasNoUnit}
          onChange={(event) => onChange({ ...value, hasNoUnit: event.currentTarget.checked, unit: '' })}
        />
        <Button variant="subtle" size="xs" onClick={onRemove} aria-label={`Leave out: ${label}`}>
          <Text span size="xs">
            Leave it out
          </Text>
        </Button>
      </Group>
    </Fieldset>
  );
}
