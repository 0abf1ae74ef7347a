import { EyeIcon, momentText, Nothing, PagedList, Section } from '@carenode/ui';
import { Badge, Group, Switch, Table, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import {
  actorText,
  doneText,
  isByItself,
  isEmergency,
  userTypeText,
  whoText,
  whyText,
} from '../words/access.rules.js';
import { DayWindow } from '../words/day-window.js';
import { ALWAYS } from '../words/day-window.rules.js';
import { type AccessLogEntry, accessLogQuery } from './access-log.queries.js';

/** Who looked at the patient's record, what they did, when, and why they could. */
export function Component() {
  const [days, setDays] = useState(ALWAYS);
  const [isAll, setIsAll] = useState(false);
  const log = useInfiniteQuery({ ...accessLogQuery(days), placeholderData: keepPreviousData });
  return (
    <Section
      title="Who looked at my record"
      about="Each time somebody else, or a program, read or changed something about you. What you do yourself is not listed."
    >
      <DayWindow days={days} onChange={setDays}>
        <Switch
          label="Also what the instance did by itself"
          mb={8}
          checked={isAll}
          onChange={(event) => setIsAll(event.currentTarget.checked)}
        />
      </DayWindow>
      <PagedList query={log} lines={8} nothing={<NobodyLooked isBounded={days !== ALWAYS} />}>
        {(entries) => {
          const shown = entries.filter((entry) => isAll || !isByItself(entry));
          if (shown.length > 0) return <Entries entries={shown} />;
          return log.hasNextPage ? (
            <Text size="sm" c="dimmed">
              The newest entries are all of what the instance did by itself.
            </Text>
          ) : (
            <NobodyLooked isBounded={days !== ALWAYS} />
          );
        }}
      </PagedList>
    </Section>
  );
}

function NobodyLooked({ isBounded }: { readonly isBounded: boolean }) {
  return (
    <Nothing
      icon={EyeIcon}
      title="Nobody has looked"
      text={isBounded ? 'Choose other days to see more.' : undefined}
    />
  );
}

function Entries({ entries }: { readonly entries: readonly AccessLogEntry[] }) {
  return (
    <Table verticalSpacing="sm" aria-label="Access log">
      <Table.Thead>
        <Table.Tr>
          <Table.Th visibleFrom="sm">Who</Table.Th>
          <Table.Th>What and why</Table.Th>
          <Table.Th visibleFrom="sm">When</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry, at) => (
          // Events have no id of their own here, and nothing is put between those that are shown.
          <Row key={at} entry={entry} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ entry }: { readonly entry: AccessLogEntry }) {
  const why = [whyText(entry), actorText(entry.actor)].filter(Boolean);
  return (
    <Table.Tr data-emergency={isEmergency(entry)}>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {whoText(entry.who)}
        </Text>
        {entry.who?.name && (
          <Text size="xs" c="dimmed">
            {userTypeText(entry.who.userType)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={600} hiddenFrom="sm">
          {whoText(entry.who)}
          {entry.who?.name && ` (${userTypeText(entry.who.userType)})`}
        </Text>
        <Group gap="xs">
          <Text size="sm">{doneText(entry)}</Text>
          {isEmergency(entry) && <Badge color="red">Emergency</Badge>}
        </Group>
        {why.length > 0 && (
          <Text size="xs" c="dimmed">
            {why.join(', ')}
          </Text>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {momentText(entry.at)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
        <Text size="sm">{momentText(entry.at)}</Text>
      </Table.Td>
    </Table.Tr>
  );
}
