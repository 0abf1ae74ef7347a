import { dayText, ListIcon, Nothing, PagedList, Section } from '@carenode/ui';
import { Badge, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { ConditionEvents } from './condition-events.js';
import { conditionsQuery, treatmentsQuery } from './conditions.queries.js';

interface OfPatient {
  readonly patientId: string;
}

/** What the patient has, how it goes, and what is taken for it. */
export function ConditionsTab({ patientId }: OfPatient) {
  return (
    <Stack gap="lg">
      <Conditions patientId={patientId} />
      <ConditionEvents patientId={patientId} />
      <Treatments patientId={patientId} />
    </Stack>
  );
}

function Conditions({ patientId }: OfPatient) {
  const conditions = useInfiniteQuery(conditionsQuery(patientId));
  return (
    <Section title="Conditions" about="Diagnoses and problems, the last recorded first.">
      <PagedList
        query={conditions}
        lines={5}
        nothing={<Nothing icon={ListIcon} title="No conditions are recorded" />}
      >
        {(items) => (
          <Rows
            label="Conditions"
            rows={items.map(({ id, name, code, clinicalStatus, onsetAt, abatedAt, recordedAt }) => ({
              id,
              name,
              more: code,
              status: clinicalStatus,
              from: onsetAt ?? recordedAt,
              to: abatedAt,
            }))}
          />
        )}
      </PagedList>
    </Section>
  );
}

function Treatments({ patientId }: OfPatient) {
  const treatments = useInfiniteQuery(treatmentsQuery(patientId));
  return (
    <Section title="Treatments" about="What is or was taken, or ordered.">
      <PagedList
        query={treatments}
        lines={5}
        nothing={<Nothing icon={ListIcon} title="No treatments are recorded" />}
      >
        {(items) => (
          <Rows
            label="Treatments"
            rows={items.map(({ id, name, dosage, status, startedAt, endedAt, recordedAt }) => ({
              id,
              name,
              more: dosage,
              status,
              from: startedAt ?? recordedAt,
              to: endedAt,
            }))}
          />
        )}
      </PagedList>
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
  readonly rows: readonly Row[];
}

const CURRENT = new Set(['active', 'recurrence', 'relapse']);

function Rows({ label, rows }: RowsProps) {
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
