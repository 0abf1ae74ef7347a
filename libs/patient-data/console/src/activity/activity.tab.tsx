import { ActivityIcon, Section, useSession, valueText } from '@carenode/ui';
import { Grid, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { logQuery } from '../shared/log.queries.js';
import { LogList } from '../shared/log-list.js';
import { timeText } from '../shared/moments.rules.js';
import { ActivityForm } from './activity-form.js';
import type { ActivityEntry } from './activity.queries.js';
import { ACTIVITY_LABELS, durationText, energyText, INTENSITY_WORDS } from './activity.rules.js';

interface OfPatient {
  readonly patientId: string;
}

/** What the patient did; they add to it, providers read it. */
export function ActivityTab({ patientId }: OfPatient) {
  const { userType } = useSession();
  const entries = useInfiniteQuery(logQuery(patientId, 'activity-log'));
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
          <LogList
            patientId={patientId}
            log="activity-log"
            query={entries}
            icon={ActivityIcon}
            label="Activities"
            noun="activity"
            words={wordsOf}
            mayChange={() => mayAdd}
            form={(entry, onSaved) => <ActivityForm patientId={patientId} entry={entry} onSaved={onSaved} />}
            fields={{ ...ACTIVITY_LABELS, energySource: 'Where the energy is from' }}
          />
        </Section>
      </Grid.Col>
    </Grid>
  );
}

function wordsOf(entry: ActivityEntry) {
  const { activityType, timestamp, duration, intensity, caloriesBurned, energySource, notes } = entry;
  const hard = intensity === null ? null : INTENSITY_WORDS[intensity as keyof typeof INTENSITY_WORDS];
  return {
    title: activityType,
    lines: [
      [timeText(timestamp), duration !== null && durationText(duration), hard].filter(Boolean).join(' · '),
      energyText(energySource),
    ],
    notes,
    aside: (
      <Text size="sm" ta="right" style={{ whiteSpace: 'nowrap' }} mt={2}>
        {caloriesBurned === null ? '–' : `${valueText(caloriesBurned)} kcal`}
      </Text>
    ),
  };
}
