import { answerOf, api, dayText, ListIcon, Loaded, LoadMore, Nothing, Section } from '@carenode/ui';
import { Badge, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

interface OfPatient {
  readonly patientId: string;
}

export function ConditionsTab({ patientId }: OfPatient) {
  return (
    <Stack gap="lg">
      <Conditions patientId={patientId} />
      <Treatments patientId={patientId} />
    </Stack>
  );
}

function Conditions({ patientId }: OfPatient) {
  const conditions = useInfiniteQuery({
    queryKey: [...patientKey(patientId), 'conditions'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/conditions', {
          params: { path: { patientId }, query: { limit: 20, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <Section title="Conditions" about="Diagnoses and problems, the last recorded first.">
      <Loaded query={conditions} lines={5}>
        {({ pages }) => (
          <Rows
            label="Conditions"
            nothing="No conditions are recorded"
            rows={pages
              .flatMap((page) => page.items)
              .map(({ id, name, code, clinicalStatus, onsetAt, abatedAt, recordedAt }) => ({
                id,
                name,
                more: code,
                status: clinicalStatus,
                from: onsetAt ?? recordedAt,
                to: abatedAt,
              }))}
          />
        )}
      </Loaded>
      <LoadMore query={conditions} />
    </Section>
  );
}

function Treatments({ patientId }: OfPatient) {
  const treatments = useInfiniteQuery({
    queryKey: [...patientKey(patientId), 'treatments'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/treatments', {
          params: { path: { patientId }, query: { limit: 20, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <Section title="Treatments" about="What is or was taken, or ordered.">
      <Loaded query={treatments} lines={5}>
        {({ pages }) => (
          <Rows
            label="Treatments"
            nothing="No treatments are recorded"
            rows={pages
              .flatMap((page) => page.items)
              .map(({ id, name, dosage, status, startedAt, endedAt, recordedAt }) => ({
                id,
                name,
                more: dosage,
                status,
                from: startedAt ?? recordedAt,
                to: endedAt,
              }))}
          />
        )}
      </Loaded>
      <LoadMore query={treatments} />
    </Section>
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly more: string | null;
  readonly status: string | null;
  readonly from: string;
  readonly to: string | null;
}

interface RowsProps {
  readonly label: string;
  readonly nothing: string;
  readonly rows: readonly Row[];
}

const CURRENT = new Set(['active', 'recurrence', 'relapse']);

function Rows({ label, nothing, rows }: RowsProps) {
  if (rows.length === 0) return <Nothing icon={ListIcon} title={nothing} />;
  return (
    <Table verticalSpacing="sm" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="sm">From</Table.Th>
          <Table.Th visibleFrom="sm">To</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ id, name, more, status, from, to }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Text size="sm">{name}</Text>
              <Text size="xs" c="dimmed">
                {more}
              </Text>
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                {dayText(from)}
                {to !== null && ` – ${dayText(to)}`}
              </Text>
            </Table.Td>
            <Table.Td>
              {status === null ? '–' : <Badge color={CURRENT.has(status) ? 'care' : 'gray'}>{status}</Badge>}
            </Table.Td>
            <Table.Td visibleFrom="sm">{dayText(from)}</Table.Td>
            <Table.Td visibleFrom="sm">{to === null ? '–' : dayText(to)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
