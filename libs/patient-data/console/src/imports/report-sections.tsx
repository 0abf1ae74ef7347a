import { AlertIcon, CheckIcon, countText, Section } from '@carenode/ui';
import { Alert, Box, Button, Paper, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';

import { addsUp, type EntryNote, type ImportReport } from './import-report.js';
import classes from './report-sections.module.css';

/** What became of every entry of a file: the numbers, and the reasons of what was left out. */
export function ReportSections({ report }: { readonly report: ImportReport }) {
  const { read, entries, stored, skipped, refused, warnings } = report;
  const rows = Object.entries(stored)
    .filter(([, counts]) => Object.values(counts).some((count) => count > 0))
    .sort(([one], [other]) => one.localeCompare(other));
  const isAnyChanged = rows.some(([, { updated }]) => updated > 0);
  const left = Object.entries(skipped).sort(([, one], [, other]) => other - one);
  return (
    <Stack gap="lg" data-report>
      <Section title="Entries of the file">
        <Sum read={read} entries={entries} />
        {!addsUp(report) && (
          <Alert color="red" icon={<AlertIcon />} mt="md">
            These numbers do not add up. Please tell those who run this instance.
          </Alert>
        )}
      </Section>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Section title="Records" about="One entry can hold several.">
          <Box style={{ overflowX: 'auto' }}>
            <Table aria-label="Records by type" verticalSpacing="xs" horizontalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Type</Table.Th>
                  <Table.Th ta="right">New</Table.Th>
                  {isAnyChanged && <Table.Th ta="right">Changed</Table.Th>}
                  <Table.Th ta="right">There already</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(([type, { created, updated, duplicate }]) => (
                  <Table.Tr key={type}>
                    <Table.Td>{type}</Table.Td>
                    <Table.Td ta="right">{countText(created)}</Table.Td>
                    {isAnyChanged && <Table.Td ta="right">{countText(updated)}</Table.Td>}
                    <Table.Td ta="right">{countText(duplicate)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Box>
        </Section>
        <Section title="Skipped" about="Entries of types that are not read.">
          {left.length === 0 ? (
            <Text size="sm">None was skipped.</Text>
          ) : (
            <Table aria-label="Skipped entries by type" verticalSpacing="xs">
              <Table.Tbody>
                {left.map(([type, count]) => (
                  <Table.Tr key={type}>
                    <Table.Td>{type}</Table.Td>
                    <Table.Td ta="right">{countText(count)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Section>
      </SimpleGrid>
      <Notes title="Refused" notes={refused} none="No entry was refused." />
      {warnings.length > 0 && <Notes title="Left out or shortened" notes={warnings} none="" />}
    </Stack>
  );
}

function Sum({ read, entries }: Pick<ImportReport, 'read' | 'entries'>) {
  const parts = [
    { label: 'stored', count: entries.stored, sign: '=' },
    { label: 'there already', count: entries.duplicate, sign: '+' },
    { label: 'skipped', count: entries.skipped, sign: '+' },
    { label: 'refused', count: entries.refused, sign: '+' },
  ];
  return (
    <Box className={classes.sum}>
      <Term count={read} label="read" />
      {parts.map(({ label, count, sign }) => (
        <Term key={label} count={count} label={label} sign={sign} />
      ))}
    </Box>
  );
}

function Term({
  count,
  label,
  sign,
}: {
  readonly count: number;
  readonly label: string;
  readonly sign?: string;
}) {
  return (
    <>
      {sign !== undefined && <span className={classes.sign}>{sign}</span>}
      <Paper className={classes.term} data-term={label}>
        <Text fz={24} fw={650} lh={1.1} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {countText(count)}
        </Text>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      </Paper>
    </>
  );
}

const FIRST = 20;

interface NotesProps {
  readonly title: string;
  readonly notes: readonly EntryNote[];
  readonly none: string;
}

function Notes({ title, notes, none }: NotesProps) {
  const [shown, setShown] = useState(FIRST);
  if (notes.length === 0) {
    return (
      <Alert color="green" icon={<CheckIcon />}>
        {none}
      </Alert>
    );
  }
  return (
    <Section title={`${title} (${countText(notes.length)})`}>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {notes.slice(0, shown).map(({ entry, resourceType, field, reason }) => (
          <li key={`${entry} ${field} ${reason}`}>
            <Text size="sm">
              <b>
                Entry {entry + 1}, {resourceType}:
              </b>{' '}
              {reason}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {field}
            </Text>
          </li>
        ))}
      </Stack>
      {shown < notes.length && (
        <Button variant="default" size="xs" mt="md" onClick={() => setShown(shown + 100)}>
          Show more
        </Button>
      )}
    </Section>
  );
}
