import { Loaded, Nothing, plural, SearchIcon, Section, TableIcon } from '@carenode/ui';
import { Accordion, Badge, Code, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { matrixQuery, type MatrixTable } from './matrix.queries.js';
import { type Caller, CALLERS, callerText, filtered, holdsText, linesOf } from './matrix.rules.js';

const CALLER_OPTIONS = [
  { value: '', label: 'All' },
  ...CALLERS.map((value) => ({ value, label: callerText(value) })),
];

/** Who may do what with which table, as the database has it. */
export function Component() {
  const matrix = useQuery(matrixQuery);
  const [table, setTable] = useState('');
  const [caller, setCaller] = useState<Caller | ''>('');
  return (
    <Section
      title="Access matrix"
      about="Who may do what with which table, and with which rows. It is made from what is in force, not written by hand."
    >
      <Group mb="md" gap="sm" align="flex-end">
        <TextInput
          type="search"
          size="sm"
          label="Table or module"
          leftSection={<SearchIcon size={18} />}
          value={table}
          onChange={(event) => setTable(event.currentTarget.value)}
          flex={1}
          miw={200}
        />
        <NativeSelect
          label="User type"
          value={caller}
          onChange={(event) => setCaller(event.currentTarget.value as Caller | '')}
          data={CALLER_OPTIONS}
        />
      </Group>
      <Loaded query={matrix} lines={8}>
        {(all) => {
          const tables = filtered(all, { table, caller });
          if (tables.length === 0) return <Nothing icon={TableIcon} title="No table was found" />;
          return (
            <Stack gap="xs">
              <Text size="sm" c="dimmed" role="status">
                {plural(tables.length, 'table')}
              </Text>
              <Accordion variant="separated" order={3} multiple aria-label="Tables">
                {tables.map((one) => (
                  <Accordion.Item key={one.table} value={one.table}>
                    <Accordion.Control>
                      <Group gap="xs">
                        <Text fw={600}>{one.table}</Text>
                        <Badge color={one.holds === 'clinical' ? 'care' : 'gray'}>
                          {holdsText(one.holds)}
                        </Badge>
                        <Text size="sm" c="dimmed">
                          {one.title}
                        </Text>
                      </Group>
                    </Accordion.Control>
                    <Accordion.Panel>
                      <Cells table={one} />
                    </Accordion.Panel>
                  </Accordion.Item>
                ))}
              </Accordion>
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Cells({ table: { table, cells, guarded, erasure, audit, gates } }: { readonly table: MatrixTable }) {
  const { may, nothing } = linesOf(cells);
  return (
    <Stack gap="sm">
      {may.length > 0 && (
        <Table aria-label={`Who may do what: ${table}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Who may do what</Table.Th>
              <Table.Th>With which rows</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {may.map(({ caller, what, rows }) => (
              <Table.Tr key={`${caller} ${what}`}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {callerText(caller)}: {what}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{rows}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {nothing.length > 0 && <Text size="sm">Nothing at all: {nothing.map(callerText).join(', ')}.</Text>}
      {gates.moduleActive !== null && (
        <Text size="sm">
          Only while the module <Code>{gates.moduleActive}</Code> is active for the person.
        </Text>
      )}
      {guarded.map(({ column, way }) => (
        <Text size="sm" key={column}>
          <Code>{column}</Code> changes only in one way: {way}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        Told: writes {audit.writes}; reads {audit.reads}. When the person is erased: {erasure}.
      </Text>
    </Stack>
  );
}
