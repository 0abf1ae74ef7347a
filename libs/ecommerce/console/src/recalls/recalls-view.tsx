import { dayText, Nothing, PagedList, PageHeader, SearchIcon, Section, ShieldIcon } from '@carenode/ui';
import { Alert, Anchor, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { FileImport } from '../shared/file-import.js';
import { ImportReport } from '../shared/import-report.js';
import { MatchList } from './match-list.js';
import { type MatchStatus, recallsQuery } from './recalls.queries.js';
import { MATCH_WORDS } from './recalls.rules.js';

export function RecallsView() {
  const [status, setStatus] = useState<MatchStatus>('possible');
  return (
    <>
      <PageHeader
        title="Recalls"
        about="What authorities recall. A lot that a recall may mean is held until somebody has decided."
      />
      <Stack gap="lg">
        <Section
          title="Lots that may be meant"
          actions={
            <NativeSelect
              aria-label="Which ones"
              value={status}
              onChange={(event) => setStatus(event.currentTarget.value as MatchStatus)}
              data={[
                ...Object.entries(MATCH_WORDS).map(([value, label]) => ({ value, label })),
                { value: '', label: 'All' },
              ]}
            />
          }
        >
          <MatchList status={status} />
        </Section>
        <Import />
        <AllRecalls />
      </Stack>
    </>
  );
}

interface Report {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly possibleMatches: number;
  readonly refusals: readonly { readonly number: number; readonly reason: string }[];
}

function Import() {
  return (
    <Section
      title="Import"
      about="Drug enforcement reports of the FDA: openFDA’s JSON, also zipped or a report a line, or the enforcement report in XML."
    >
      <FileImport
        label="Recall reports"
        accept=".json,.ndjson,.zip,.xml"
        path="/api/v1/recalls/import"
        contentType="application/octet-stream"
      >
        {(result) => <Result report={result as Report} />}
      </FileImport>
    </Section>
  );
}

function Result({ report }: { readonly report: Report }) {
  const { read, created, updated, unchanged, refused, possibleMatches, refusals } = report;
  return (
    <Stack gap="sm">
      <Alert color={possibleMatches > 0 ? 'yellow' : 'green'} role="status">
        {possibleMatches > 0
          ? 'The file was imported. Lots of the shop may be meant: they are held until you have decided.'
          : 'The file was imported. It means no lot of the shop that was not known before.'}
      </Alert>
      <ImportReport
        counts={[
          ['Reports read', read],
          ['New', created],
          ['Changed', updated],
          ['As they were', unchanged],
          ['Not taken', refused],
          ['Lots that may be meant', possibleMatches],
        ]}
        refused={refused}
        refusals={refusals.map(({ number, reason }) => `Report ${number}: ${reason}`)}
      />
    </Stack>
  );
}

function AllRecalls() {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const recalls = useInfiniteQuery(recallsQuery(q));
  return (
    <Section title="All recalls" about="Those imported last first">
      <TextInput
        type="search"
        label="Search"
        description="Number, product or firm"
        leftSection={<SearchIcon size={18} />}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        size="sm"
        mb="md"
      />
      <PagedList
        query={recalls}
        lines={6}
        nothing={
          <Nothing icon={ShieldIcon} title={q === '' ? 'No recall was imported yet' : 'Nothing was found'} />
        }
      >
        {(items) => (
          <Table verticalSpacing="sm" aria-label="Recalls">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Recall</Table.Th>
                <Table.Th visibleFrom="sm">Class</Table.Th>
                <Table.Th visibleFrom="sm">Published</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((recall) => (
                <Table.Tr key={recall.id}>
                  <Table.Td>
                    <Anchor component={Link} to={`/app/recalls/${recall.id}`} size="sm">
                      {recall.recallNumber}
                    </Anchor>
                    <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                      {recall.productDescription}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {recall.recallingFirm}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
                    {recall.classification ?? '–'}
                  </Table.Td>
                  <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
                    {recall.reportedOn === null ? '–' : dayText(recall.reportedOn)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
    </Section>
  );
}
