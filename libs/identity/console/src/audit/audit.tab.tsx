import { ListIcon, momentText, Nothing, PagedList, Section } from '@carenode/ui';
import { Badge, Group, NativeSelect, SimpleGrid, Table, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { matrixQuery } from '../matrix/matrix.queries.js';
import { knownPeopleQuery, NOBODY_KNOWN } from '../people/people.queries.js';
import { PersonPicker } from '../people/person-picker.js';
import { nameById, type Person } from '../people/person.rules.js';
import { actorText, doneText, isEmergency, userTypeText, whyText } from '../words/access.rules.js';
import { DayWindow } from '../words/day-window.js';
import { ALWAYS } from '../words/day-window.rules.js';
import { type AuditEvent, auditQuery } from './audit.queries.js';

const KINDS = [
  { value: '', label: 'Everything' },
  { value: 'read', label: 'Looked at' },
  { value: 'insert', label: 'Added' },
  { value: 'update', label: 'Changed' },
  { value: 'delete', label: 'Deleted' },
  { value: 'break-glass', label: 'Emergency accesses' },
  { value: 'access-explained', label: 'Questions about access' },
  { value: 'export', label: 'Exports' },
  { value: 'erasure-requested', label: 'Requests for deletion' },
  { value: 'erasure-withdrawn', label: 'Requests taken back' },
  { value: 'erasure', label: 'Deletions of accounts' },
];

/** The audit trail, for admins. */
export function Component() {
  const [days, setDays] = useState(ALWAYS);
  const [kind, setKind] = useState('');
  const [table, setTable] = useState('');
  const [actor, setActor] = useState<Person | null>(null);
  const [about, setAbout] = useState<Person | null>(null);
  const tables = useQuery(matrixQuery).data ?? [];
  const people = useQuery(knownPeopleQuery).data ?? NOBODY_KNOWN;
  const events = useInfiniteQuery({
    ...auditQuery({ days, kind, table, subject: actor?.id, patientId: about?.id }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title="Audit trail"
      about="Who did what with whose data, the newest first. Nobody can change it, and it is sealed, so that a change by somebody who rules over the database is found."
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="sm">
        <PersonPicker label="Who did it" value={actor} onChange={setActor} />
        <PersonPicker label="Whom it is about" value={about} onChange={setAbout} />
      </SimpleGrid>
      <DayWindow days={days} onChange={setDays}>
        <NativeSelect
          label="What was done"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={KINDS}
        />
        <NativeSelect
          label="Table"
          value={table}
          onChange={(event) => setTable(event.currentTarget.value)}
          data={[{ value: '', label: 'All' }, ...tables.map((one) => one.table).sort()]}
        />
      </DayWindow>
      <PagedList
        query={events}
        lines={8}
        nothing={<Nothing icon={ListIcon} title="Nothing of that kind happened" />}
      >
        {(items) => (
          <Table verticalSpacing="sm" aria-label="Audit trail">
            <Table.Thead>
              <Table.Tr>
                <Table.Th visibleFrom="sm">Who</Table.Th>
                <Table.Th>What, about whom and why</Table.Th>
                <Table.Th visibleFrom="sm">When</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((event) => (
                <Row key={event.seq} event={event} nameOf={(id) => nameById(people, id)} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
    </Section>
  );
}

interface RowProps {
  readonly event: AuditEvent;
  readonly nameOf: (id: string | null) => string;
}

function Row({ event, nameOf }: RowProps) {
  const why = [whyText(event), actorText(event.actor)].filter(Boolean);
  return (
    <Table.Tr data-event={event.kind}>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {nameOf(event.subject)}
        </Text>
        {event.subject !== null && (
          <Text size="xs" c="dimmed">
            {userTypeText(event.userType)}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600} hiddenFrom="sm">
          {nameOf(event.subject)}
        </Text>
        <Group gap="xs">
          <Text size="sm">{doneText(event)}</Text>
          {isEmergency(event) && <Badge color="red">Emergency</Badge>}
        </Group>
        {event.patientId !== null && <Text size="sm">About {nameOf(event.patientId)}</Text>}
        {why.length > 0 && (
          <Text size="xs" c="dimmed">
            {why.join(', ')}
          </Text>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {momentText(event.at)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
        <Text size="sm">{momentText(event.at)}</Text>
      </Table.Td>
    </Table.Tr>
  );
}
