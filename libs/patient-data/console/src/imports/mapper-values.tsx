import { PlusIcon } from '@carenode/ui';
import { Button, NativeSelect, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import {
  draftOf,
  type Kind,
  listedAs,
  type LongDraft,
  type MappingDraft,
  type MappingProblems,
  valueColumns,
  type VariableDraft,
} from './mapping.rules.js';
import { columnChoices, type TableColumn } from './table-columns.rules.js';
import { KIND_CHOICES, ValueColumnFields } from './value-column-fields.js';

export interface MapperPartProps {
  readonly columns: readonly TableColumn[];
  readonly draft: MappingDraft;
  readonly problems: MappingProblems;
  readonly onChange: (more: Partial<MappingDraft>) => void;
}

/** What each column of values holds. */
export function WideFields({ columns, draft, problems, onChange }: MapperPartProps) {
  const taken = new Set(draft.values.map(({ column }) => column));
  const left = valueColumns(columns, draft).filter(({ key }) => !taken.has(key));
  const [chosen, setChosen] = useState<string | null>(null);
  const add = () => {
    const column = left.find(({ key }) => key === chosen);
    if (!column) return;
    onChange({ values: [...draft.values, draftOf(column)] });
    setChosen(null);
  };
  return (
    <Stack gap="sm">
      <Variables
        variables={draft.values}
        labelOf={({ column }) => `Column “${columns.find(({ key }) => key === column)?.label ?? column}”`}
        unnamedUnit="As the table writes it."
        problems={problems}
        onChange={(values) => onChange({ values })}
      />
      {left.length > 0 && (
        <Adder label="Take this column" disabled={chosen === null} onAdd={add}>
          <Select
            label="Column of values"
            searchable
            placeholder="Choose a column"
            value={chosen}
            onChange={setChosen}
            data={left.map(({ key, label }) => ({ value: key, label }))}
            error={problems['values']}
          />
        </Adder>
      )}
    </Stack>
  );
}

/** Which columns hold name, value and unit of a row, and what some names mean. */
export function LongFields({ columns, draft, problems, onChange }: MapperPartProps) {
  const { long } = draft;
  const [typed, setTyped] = useState('');
  const set = (more: Partial<LongDraft>) => onChange({ long: { ...long, ...more } });
  const name = typed.trim();
  const isListed = long.listed.some(({ column }) => column === name);
  const add = () => {
    set({ listed: [...long.listed, listedAs(name)] });
    setTyped('');
  };
  const offered = valueColumns(columns, draft);
  const column = (field: 'variable' | 'value' | 'unit', label: string, none: string) => (
    <NativeSelect
      label={label}
      value={long[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
      data={columnChoices(offered, none)}
      error={problems[`long.${field}`]}
    />
  );
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {column('variable', 'Column that says what was measured', 'Choose …')}
        {column('value', 'Column of the value', 'Choose …')}
        {column('unit', 'Column of the unit', 'There is none')}
        <NativeSelect
          label="Values of a day"
          value={long.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as Kind | '' })}
          data={KIND_CHOICES}
          error={problems['long.kind']}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        Everything is kept under the name that the table writes. Say below what is known by another name, adds
        up otherwise, or has a unit that the table does not tell.
      </Text>
      <Variables
        variables={long.listed}
        labelOf={(one) => `Written as “${one.column}”`}
        unnamedUnit={long.unit === '' ? 'What its values are in.' : 'If the row does not tell it.'}
        problems={problems}
        onChange={(listed) => set({ listed })}
      />
      <Adder label="Say what it is" disabled={name === '' || isListed} onAdd={add}>
        <TextInput
          label="As the table writes it"
          size="sm"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (name !== '' && !isListed) add();
          }}
          error={isListed ? 'It stands above already.' : undefined}
        />
      </Adder>
    </Stack>
  );
}

interface VariablesProps {
  readonly variables: readonly VariableDraft[];
  readonly labelOf: (variable: VariableDraft) => string;
  readonly unnamedUnit: string;
  readonly problems: MappingProblems;
  readonly onChange: (variables: readonly VariableDraft[]) => void;
}

function Variables({ variables, labelOf, unnamedUnit, problems, onChange }: VariablesProps) {
  return variables.map((variable, at) => (
    <ValueColumnFields
      key={variable.column}
      label={labelOf(variable)}
      value={variable}
      unnamedUnit={unnamedUnit}
      problems={problems}
      onChange={(next) => onChange(variables.with(at, next))}
      onRemove={() => onChange(variables.toSpliced(at, 1))}
    />
  ));
}

interface AdderProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

function Adder({ label, disabled, onAdd, children }: AdderProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
      {children}
      <Button
        variant="default"
        leftSection={<PlusIcon size={16} />}
        disabled={disabled}
        onClick={onAdd}
        style={{ justifySelf: 'start' }}
      >
        {label}
      </Button>
    </SimpleGrid>
  );
}
