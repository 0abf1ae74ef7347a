import {
  Alert,
  Fieldset,
  List,
  NativeSelect,
  NumberInput,
  Radio,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';

import { LongFields, type MapperPartProps, WideFields } from './mapper-values.js';
import { firstDraft, type MappingDraft, mappingJson, problemsOf, type TimeFormat } from './mapping.rules.js';
import { mappingWords } from './mapping-words.rules.js';
import { columnChoices, columnsOf, type TableColumn } from './table-columns.rules.js';

interface ColumnMapperProps {
  readonly text: string;
  readonly examples: readonly string[];
  readonly error: string | undefined;
  /** The mapping as JSON; null while something is missing. */
  readonly onChange: (mapping: string | null) => void;
}

/** Says what the columns of a table are: made once, and kept where the file names its source. */
export function ColumnMapper({ text, examples, error, onChange }: ColumnMapperProps) {
  const columns = columnsOf(examples);
  const [draft, setDraft] = useState<MappingDraft>(() => firstDraft(columns));
  const problems = error === undefined ? {} : problemsOf(draft);
  const change = (more: Partial<MappingDraft>) => {
    const next = { ...draft, ...more };
    setDraft(next);
    onChange(mappingJson(next));
  };
  const words = mappingWords(draft, columns);
  return (
    <Fieldset legend={text} data-mapper>
      <Stack>
        <ColumnsSeen columns={columns} />
        <TextInput
          label="Source"
          description="Who tells these values: an app, a device, a notebook."
          value={draft.source}
          maxLength={100}
          onChange={(event) => change({ source: event.currentTarget.value })}
          error={problems['source']}
        />
        <TimeFields columns={columns} draft={draft} problems={problems} onChange={change} />
        <FormChoice form={draft.form} onChange={(form) => change({ form })} />
        {draft.form === 'wide' ? (
          <WideFields columns={columns} draft={draft} problems={problems} onChange={change} />
        ) : (
          <LongFields columns={columns} draft={draft} problems={problems} onChange={change} />
        )}
        <MoreFields columns={columns} draft={draft} problems={problems} onChange={change} />
        {words.length > 0 && (
          <Alert color="care" title="This is how the table will be read" role="status">
            <List size="sm">
              {words.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {error !== undefined && Object.keys(problems).length > 0 && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            Something is missing above.
          </Text>
        )}
        {error !== undefined && Object.keys(problems).length === 0 && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

function ColumnsSeen({ columns }: { readonly columns: readonly TableColumn[] }) {
  return (
    <Table.ScrollContainer
      minWidth={260}
      mah={260}
      tabIndex={0}
      aria-label="Columns of the table, scrollable"
    >
      <Table aria-label="Columns of the table" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>Cells look like (a: letters, 9: a digit)</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ number, label, looks }) => (
            <Table.Tr key={number}>
              <Table.Td>{label}</Table.Td>
              <Table.Td c="dimmed" ff="monospace" fz="xs">
                {looks.length > 0 ? looks.join(', ') : 'empty'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface FormChoiceProps {
  readonly form: MappingDraft['form'];
  readonly onChange: (form: MappingDraft['form']) => void;
}

function FormChoice({ form, onChange }: FormChoiceProps) {
  return (
    <Radio.Group
      label="How the table is made"
      value={form}
      onChange={(chosen) => onChange(chosen === 'long' ? 'long' : 'wide')}
    >
      <Stack gap="xs" mt="xs">
        <Radio
          value="wide"
          label="Each row holds several values"
          description="Each thing that is measured has a column: day, weight, steps."
        />
        <Radio
          value="long"
          label="Each row is one value"
          description="One column says what was measured, another one holds the value."
        />
      </Stack>
    </Radio.Group>
  );
}

function TimeFields({ columns, draft, problems, onChange }: MapperPartProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <NativeSelect
        label="Column of the time"
        description="Or of the day alone."
        value={draft.time}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
        data={columnChoices(columns, 'Choose …')}
        error={problems['time']}
      />
      <NativeSelect
        label="Column of the hour"
        description="If the day has its own."
        value={draft.hour}
        onChange={(event) => onChange({ hour: event.currentTarget.value })}
        data={columnChoices(columns, 'There is none')}
      />
      <NativeSelect
        label="How times are written"
        description="If you are not sure, leave it."
        value={draft.timeFormat}
        onChange={(event) => onChange({ timeFormat: event.currentTarget.value as TimeFormat | '' })}
        data={[
          { value: '', label: 'As the file tells' },
          { value: 'iso', label: 'Year first: 2026-12-31' },
          { value: 'day-first', label: 'Day first: 31.12.2026' },
          { value: 'month-first', label: 'Month first: 12/31/2026' },
          { value: 'epoch-s', label: 'Seconds since 1970' },
          { value: 'epoch-ms', label: 'Milliseconds since 1970' },
        ]}
      />
    </SimpleGrid>
  );
}

function MoreFields({ columns, draft, problems, onChange }: MapperPartProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <div>
        <Text size="sm" fw={500} mb={4} id="decimal-sign">
          Decimals are written
        </Text>
        <SegmentedControl
          aria-labelledby="decimal-sign"
          value={draft.decimal}
          onChange={(value) => onChange({ decimal: value === ',' ? ',' : '.' })}
          data={[
            { value: '.', label: '1.5' },
            { value: ',', label: '1,5' },
          ]}
        />
      </div>
      <NumberInput
        label="Line that names the columns"
        description="0: none does."
        min={0}
        max={100}
        allowDecimal={false}
        value={draft.headerRow}
        onChange={(value) => onChange({ headerRow: typeof value === 'number' ? value : NaN })}
        error={problems['headerRow']}
      />
      <NativeSelect
        label="Column that numbers the lines"
        description="If two lines of a day can be alike."
        value={draft.id[0] ?? ''}
        onChange={(event) =>
          onChange({ id: event.currentTarget.value === '' ? [] : [event.currentTarget.value] })
        }
        data={columnChoices(columns, 'There is none')}
      />
    </SimpleGrid>
  );
}
