import { AlertIcon, countText, plural, Section } from '@carenode/ui';
import { Alert, Box, Button, Paper, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';

import { addsUp, type ImportReport, type RecordCounts } from './import-report.rules.js';
import { kindText } from './kind-text.rules.js';
import classes from './report-sections.module.css';

/** What became of every record of a file. */
export function ReportSections({ report }: { readonly report: ImportReport }) {
  const { total, kinds, rows } = report;
  return (
    <Stack gap="lg" data-report>
      <Section title="Records of the file" about={filesText(report)}>
        <Sum total={total} />
        <Text size="xs" c="dimmed" mt="sm">
          There already: all of it was stored before. Quarantined: it should be stored and cannot be; the
          reason stands below. Skipped: there is no place for it yet.
        </Text>
        {!addsUp(report) && (
          <Alert color="red" icon={<AlertIcon />} mt="md">
            These numbers do not add up. Please tell those who run this instance.
          </Alert>
        )}
      </Section>
      {kinds.length > 0 && <Kinds kinds={kinds} formats={report.formats} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {report.ignored.length > 0 && <Ignored report={report} />}
    </Stack>
  );
}

function filesText({ formats, files, ignoredCount }: ImportReport): string | undefined {
  if (formats.length === 0) return undefined;
  const read = formats.map(({ title, files: count }) => `${title}: ${plural(count, 'file')}`).join(', ');
  return ignoredCount > 0 ? `${read}; ${ignoredCount} of ${plural(files, 'file')} left out` : read;
}

function Sum({ total }: { readonly total: RecordCounts }) {
  const parts = [
    { label: 'stored', count: total.stored, sign: '=' },
    { label: 'there already', count: total.duplicate, sign: '+' },
    { label: 'quarantined', count: total.quarantined, sign: '+' },
    { label: 'skipped', count: total.skipped, sign: '+' },
  ];
  return (
    <Box className={classes.sum}>
      <Term count={total.read} label="read" />
      {parts.map(({ label, count, sign }) => (
        <Term key={label} count={count} label={label} sign={sign} />
      ))}
    </Box>
  );
}

interface TermProps {
  readonly count: number;
  readonly label: string;
  readonly sign?: string;
}

function Term({ count, label, sign }: TermProps) {
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

const FIRST = 15;

function Kinds({ kinds, formats }: Pick<ImportReport, 'kinds' | 'formats'>) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? kinds : kinds.slice(0, FIRST);
  const ids = formats.map(({ id }) => id);
  return (
    <Section title="By kind" about="As the source tells them apart.">
      <Counts
        label="Records by kind"
        first="Kind"
        columns={{
          read: 'Read',
          stored: 'Stored',
          duplicate: 'There already',
          quarantined: 'Quarantined',
          skipped: 'Skipped',
        }}
        rows={shown}
        words={(kind) => kindText(kind, ids)}
      />
      {kinds.length > FIRST && !isAll && (
        <Button variant="default" size="xs" mt="md" onClick={() => setAll(true)}>
          Show all {countText(kinds.length)} kinds
        </Button>
      )}
    </Section>
  );
}

function Rows({ rows }: Pick<ImportReport, 'rows'>) {
  return (
    <Section title="What it became" about="One record can hold several values, or a part of one.">
      <Counts
        label="Rows of your record"
        first="In your record"
        columns={{ created: 'New', updated: 'Changed', duplicate: 'There already' }}
        rows={rows}
      />
    </Section>
  );
}

interface CountsProps<C extends string> {
  readonly label: string;
  readonly first: string;
  /** Headings of the counts. */
  readonly columns: Readonly<Record<C, string>>;
  readonly rows: readonly (Readonly<Record<NoInfer<C>, number>> & { readonly kind: string })[];
  readonly words?: (kind: string) => string;
}

/** A table of counts, to be scrolled sideways where it is too wide. */
function Counts<C extends string>({ label, first, columns, rows, words = (kind) => kind }: CountsProps<C>) {
  const names = Object.keys(columns) as C[];
  return (
    <Box className={classes.wide} tabIndex={0} role="group" aria-label={`${label}, scrollable`}>
      <Table aria-label={label} verticalSpacing="xs" horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{first}</Table.Th>
            {names.map((name) => (
              <Table.Th key={name} ta="right">
                {columns[name]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.kind}>
              <Table.Th scope="row" fw={400} className={classes.kind}>
                {words(row.kind)}
              </Table.Th>
              {names.map((name) => (
                <Table.Td key={name} ta="right" c={row[name] === 0 ? 'dimmed' : undefined}>
                  {countText(row[name])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}

function Ignored({ report: { ignored, ignoredCount } }: { readonly report: ImportReport }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? ignored : ignored.slice(0, FIRST);
  return (
    <Section title={`Files left out (${countText(ignoredCount)})`}>
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {shown.map(({ path, reason }) => (
          <li key={path}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {path}
            </Text>
            <Text size="xs" c="dimmed">
              {reason}
            </Text>
          </li>
        ))}
      </Stack>
      {ignored.length > FIRST && !isAll && (
        <Button variant="default" size="xs" mt="md" onClick={() => setAll(true)}>
          Show all that are named
        </Button>
      )}
    </Section>
  );
}
