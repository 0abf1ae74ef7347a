import { BookIcon, BulbIcon, dayText, Loaded, Nothing, PlainList, Section, TargetIcon } from '@carenode/ui';
import { Anchor, Grid, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { GoalBar } from '../goals/goal-bar.js';
import { inFocus } from '../goals/goal.rules.js';
import { goalsQuery } from '../goals/goals.queries.js';
import { learningQuery } from '../learning/learning.queries.js';
import { nextToLearn } from '../learning/learning.rules.js';
import { LearningCard } from '../learning/learning-card.js';
import { DayTotals } from './day-totals.js';
import { QuickLog } from './quick-log.js';
import { newestInsightQuery } from './today.queries.js';

interface OfPatient {
  readonly patientId: string;
}

/** What a patient sees first: writing down what is, today's numbers, and what comes next. */
export function TodayTab({ patientId }: OfPatient) {
  return (
    <Stack gap="lg">
      <DayTotals patientId={patientId} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <QuickLog patientId={patientId} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack gap="lg">
            <Goals patientId={patientId} />
            <NewestInsight patientId={patientId} />
            <NextToLearn patientId={patientId} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

const SHOWN_GOALS = 3;

function Goals({ patientId }: OfPatient) {
  const goals = useInfiniteQuery(goalsQuery(patientId));
  return (
    <Section title="Goals" actions={<All patientId={patientId} tab="goals" label="All goals" />}>
      <Loaded query={goals} lines={3}>
        {({ pages }) => {
          const open = inFocus(
            pages.flatMap((page) => page.items),
            SHOWN_GOALS,
          );
          if (open.length === 0)
            return (
              <Nothing icon={TargetIcon} title="There are no goals yet">
                <All patientId={patientId} tab="goals" label="Set a goal" />
              </Nothing>
            );
          return (
            <PlainList label="Goals" gap="md">
              {open.map((goal) => (
                <li key={goal.id}>
                  <Title order={3} style={{ overflowWrap: 'anywhere' }}>
                    {goal.title}
                  </Title>
                  <GoalBar goal={goal} />
                </li>
              ))}
            </PlainList>
          );
        }}
      </Loaded>
    </Section>
  );
}

function NewestInsight({ patientId }: OfPatient) {
  const insight = useQuery(newestInsightQuery(patientId));
  return (
    <Section
      title="Newest insight"
      actions={<All patientId={patientId} tab="insights" label="All insights" />}
    >
      <Loaded query={insight} lines={2}>
        {(found) =>
          found === null ? (
            <Nothing
              icon={BulbIcon}
              title="There are no insights yet"
              text="They need some weeks of what you write down and measure."
            />
          ) : (
            <>
              <Text style={{ overflowWrap: 'anywhere' }}>{found.insightText}</Text>
              <Text size="xs" c="dimmed" mt={4}>
                {dayText(found.generatedAt)}
              </Text>
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

function NextToLearn({ patientId }: OfPatient) {
  const learning = useQuery(learningQuery(patientId));
  return (
    <Section
      title="To learn next"
      actions={<All patientId={patientId} tab="learning" label="Everything to learn" />}
    >
      <Loaded query={learning} lines={2}>
        {(items) => {
          const next = nextToLearn(items);
          return next ? (
            <LearningCard patientId={patientId} item={next} />
          ) : (
            <Nothing icon={BookIcon} title="There is nothing to learn at the moment" />
          );
        }}
      </Loaded>
    </Section>
  );
}

function All({ patientId, tab, label }: OfPatient & { readonly tab: string; readonly label: string }) {
  return (
    <Anchor component={Link} to={`/patients/${patientId}/${tab}`} size="sm">
      {label}
    </Anchor>
  );
}
