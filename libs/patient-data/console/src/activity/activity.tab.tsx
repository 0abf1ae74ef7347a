import {
  ActivityIcon,
  ConfirmDialog,
  Loaded,
  LoadMore,
  Nothing,
  PlainList,
  Section,
  useSession,
  valueText,
} from '@carenode/ui';
import { Grid, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { EntryMenu } from '../shared/entry-menu.js';
import { HistoryDialog } from '../shared/history-dialog.js';
import { daysOf } from '../shared/log-days.rules.js';
import { dayHeading, localDay, timeText } from '../shared/moments.rules.js';
import { ActivityForm } from './activity-form.js';
import {
  type ActivityEntry,
  activityLogQuery,
  activityVersionsQuery,
  useActivityRemoval,
} from './activity.queries.js';
import { durationText, energyText, INTENSITY_WORDS } from './activity.rules.js';

interface OfPatient {
  readonly patientId: string;
}

const HISTORY_LABELS = {
  activityType: 'What was done',
  timestamp: 'When it began',
  duration: 'Minutes',
  intensity: 'How hard',
  caloriesBurned: 'Energy in kcal',
  energySource: 'Where the energy is from',
  notes: 'Notes',
};

/** What the patient did; they add to it, providers read it. */
export function ActivityTab({ patientId }: OfPatient) {
  const { userType } = useSession();
  const mayAdd = userType === 'patient';
  return (
    <Grid gap="lg">
      {mayAdd && (
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Section title="Add an activity">
            <ActivityForm patientId={patientId} />
          </Section>
        </Grid.Col>
      )}
      <Grid.Col span={{ base: 12, md: mayAdd ? 7 : 12 }}>
        <Section title="Day by day">
          <Activities patientId={patientId} isMine={mayAdd} />
        </Section>
      </Grid.Col>
    </Grid>
  );
}

type Opened = { readonly what: 'correct' | 'history' | 'remove'; readonly entry: ActivityEntry };

function Activities({ patientId, isMine }: OfPatient & { readonly isMine: boolean }) {
  const entries = useInfiniteQuery(activityLogQuery(patientId));
  const removal = useActivityRemoval(patientId);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const today = localDay(new Date());
  return (
    <>
      <Loaded query={entries} lines={6}>
        {({ pages }) => {
          const days = daysOf(
            pages.flatMap((page) => page.items),
            ({ timestamp }) => timestamp,
          );
          if (days.length === 0) return <Nothing icon={ActivityIcon} title="Nothing was written down yet" />;
          return (
            <Stack gap="lg">
              {days.map(({ day, entries: ofDay }) => (
                <div key={day} data-day={day}>
                  <Title order={3} mb="xs">
                    {dayHeading(day, today)}
                  </Title>
                  <PlainList label={`Activities of ${dayHeading(day, today)}`} gap="sm">
                    {ofDay.map((entry) => (
                      <Activity
                        key={entry.id}
                        entry={entry}
                        isMine={isMine}
                        onOpen={(what) => setOpened({ what, entry })}
                      />
                    ))}
                  </PlainList>
                </div>
              ))}
            </Stack>
          );
        }}
      </Loaded>
      <LoadMore query={entries} />
      {opened?.what === 'correct' && (
        <Modal opened onClose={close} title="Correct the activity" size="lg">
          <ActivityForm patientId={patientId} entry={opened.entry} onSaved={close} />
        </Modal>
      )}
      {opened?.what === 'history' && (
        <ActivityHistory patientId={patientId} entry={opened.entry} onClose={close} />
      )}
      <ConfirmDialog
        opened={opened?.what === 'remove'}
        title="Delete the activity?"
        confirm="Delete the activity"
        danger
        pending={removal.isPending}
        error={removal.error}
        onConfirm={() => opened && removal.mutate(opened.entry.id, { onSuccess: close })}
        onClose={close}
      >
        {`“${opened?.entry.activityType ?? ''}” no longer counts then.`}
      </ConfirmDialog>
    </>
  );
}

interface ActivityProps {
  readonly entry: ActivityEntry;
  readonly isMine: boolean;
  readonly onOpen: (what: Opened['what']) => void;
}

function Activity({ entry, isMine, onOpen }: ActivityProps) {
  const { activityType, timestamp, duration, intensity, caloriesBurned, energySource, notes } = entry;
  const hard = intensity === null ? null : INTENSITY_WORDS[intensity as keyof typeof INTENSITY_WORDS];
  return (
    <Group component="li" wrap="nowrap" gap="xs" align="flex-start" data-activity={activityType}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {activityType}
        </Text>
        <Text size="xs" c="dimmed">
          {[timeText(timestamp), duration !== null && durationText(duration), hard]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Text size="xs" c="dimmed">
          {energyText(energySource)}
        </Text>
        {notes !== null && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {notes}
          </Text>
        )}
      </div>
      <Text size="sm" ta="right" style={{ whiteSpace: 'nowrap' }} mt={2}>
        {caloriesBurned === null ? '–' : `${valueText(caloriesBurned)} kcal`}
      </Text>
      <EntryMenu
        of={activityType}
        onChange={isMine ? () => onOpen('correct') : undefined}
        onHistory={() => onOpen('history')}
        onRemove={isMine ? () => onOpen('remove') : undefined}
      />
    </Group>
  );
}

function ActivityHistory({
  patientId,
  entry,
  onClose,
}: OfPatient & { readonly entry: ActivityEntry; readonly onClose: () => void }) {
  const versions = useQuery(activityVersionsQuery(patientId, entry.id));
  return (
    <HistoryDialog
      title={entry.activityType}
      versions={versions}
      current={entry}
      labels={HISTORY_LABELS}
      onClose={onClose}
    />
  );
}
