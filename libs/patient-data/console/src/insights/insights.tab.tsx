import {
  BulbIcon,
  momentText,
  Nothing,
  PagedList,
  PlainList,
  ProblemAlert,
  Section,
  useSession,
} from '@carenode/ui';
import { Button, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { CannotTell } from './cannot-tell.js';
import { InsightCard } from './insight-card.js';
import { type Insight, insightsQuery, type Job, useRefresh } from './insights.queries.js';

interface OfPatient {
  readonly patientId: string;
}

/** What stands out in a patient's days: what goes with what, trends, and what cannot be told yet. */
export function InsightsTab({ patientId }: OfPatient) {
  const { userType } = useSession();
  const [isHidden, setHidden] = useState(false);
  const shown = useInfiniteQuery(insightsQuery(patientId, false));
  const summary = shown.data?.pages.flatMap(({ items }) => items).find(isSummary);
  return (
    <Stack gap="lg">
      {userType === 'patient' && <LookAnew patientId={patientId} summary={summary} />}
      <Section
        title={isHidden ? 'Hidden insights' : 'Insights'}
        about={
          isHidden
            ? 'Neither you nor your care team sees these; they stay hidden when they are found again.'
            : 'What went together in the records, and trends. This tells nothing of why.'
        }
        actions={
          userType === 'patient' && (
            <SegmentedControl
              size="xs"
              value={isHidden ? 'hidden' : 'shown'}
              onChange={(value) => setHidden(value === 'hidden')}
              data={[
                { value: 'shown', label: 'Shown' },
                { value: 'hidden', label: 'Hidden' },
              ]}
              aria-label="Which insights"
            />
          )
        }
      >
        <Cards key={String(isHidden)} patientId={patientId} isHidden={isHidden} />
      </Section>
      {summary && <CannotTell patientId={patientId} sources={summary.dataSources} />}
    </Stack>
  );
}

const isSummary = ({ insightType, question }: Insight) => insightType === 'summary' && question !== null;

function Cards({ patientId, isHidden }: OfPatient & { readonly isHidden: boolean }) {
  const insights = useInfiniteQuery(insightsQuery(patientId, isHidden));
  const none = (
    <Nothing
      icon={BulbIcon}
      title={isHidden ? 'Nothing is hidden' : 'Nothing stands out yet'}
      text={
        isHidden
          ? undefined
          : 'Some weeks of days with a log or a device are needed before anything can be told from chance.'
      }
    />
  );
  return (
    <PagedList query={insights} lines={6} nothing={none}>
      {(items) => {
        const cards = items.filter((insight) => !isSummary(insight));
        return cards.length === 0 ? (
          none
        ) : (
          <PlainList label={isHidden ? 'Hidden insights' : 'Insights'}>
            {cards.map((insight) => (
              <InsightCard key={insight.id} patientId={patientId} insight={insight} />
            ))}
          </PlainList>
        );
      }}
    </PagedList>
  );
}

const NOTES: Readonly<Record<string, string>> = {
  reading: 'Reading your days …',
  comparing: 'Comparing them …',
  writing: 'Writing down what stands out …',
};

/** Asks for a new look, and says how far it is and what came of the last one. */
function LookAnew({ patientId, summary }: OfPatient & { readonly summary: Insight | undefined }) {
  const { last, isRunning, asking } = useRefresh(patientId, true);
  return (
    <Section
      title="What stands out in your days"
      about={summary?.insightText ?? 'Nobody has looked yet.'}
      actions={
        <Button size="sm" loading={asking.isPending} disabled={isRunning} onClick={() => asking.mutate()}>
          {summary ? 'Look anew' : 'Look now'}
        </Button>
      }
    >
      <Stack gap="xs">
        {asking.error && <ProblemAlert error={asking.error} />}
        {last && isRunning && <Running job={last} />}
        {last?.status === 'failed' && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            The last look failed. Please try again.
          </Text>
        )}
        {summary && !isRunning && (
          <Text size="xs" c="dimmed">
            Looked on {momentText(summary.generatedAt)}.
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Running({ job: { progressDone, progressTotal, progressNote, status } }: { readonly job: Job }) {
  const percent = progressTotal ? Math.round((progressDone / progressTotal) * 100) : 0;
  return (
    <div role="status">
      <Progress value={percent} animated size="lg" aria-label="Looked through" mb={6} />
      <Text size="sm">
        {status === 'queued' ? 'It begins in a moment …' : (NOTES[progressNote ?? ''] ?? 'Looking …')}
      </Text>
    </div>
  );
}
