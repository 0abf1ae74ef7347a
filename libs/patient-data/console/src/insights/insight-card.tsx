import { CheckIcon, countText, dayText, momentText, useSession } from '@carenode/ui';
import { Badge, Button, Collapse, Group, List, Paper, Stack, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';

import { confidenceOf, factsOf, type InsightFacts, lagText, percentText, rowsText } from './insight.rules.js';
import { checkQuery, type Insight, useInsightChange } from './insights.queries.js';
import { IntervalPlot } from './interval-plot.js';

const TYPE_LABELS: Readonly<Record<string, string>> = {
  correlation: 'Goes together',
  trend: 'Trend',
  anomaly: 'Unusual',
  reminder: 'Reminder',
  recommendation: 'From your care team',
  summary: 'Summary',
  other: 'Note',
};
const SEEN_AFTER_MS = 800;

interface InsightCardProps {
  readonly patientId: string;
  readonly insight: Insight;
}

/** One statement: what it says, how sure it is, and what it is based on. */
export function InsightCard({ patientId, insight }: InsightCardProps) {
  const { userType, isActedFor } = useSession();
  const change = useInsightChange(patientId);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const facts = factsOf(insight.dataSources);
  const isOwn = userType === 'patient';
  const ref = useSeen(isOwn && !isActedFor && insight.viewedAt === null && !insight.isHidden, () =>
    change.mutate({ id: insight.id, viewedAt: new Date().toISOString() }),
  );
  return (
    <Paper component="li" p="md" ref={ref} data-insight={insight.id} aria-labelledby={id}>
      <Stack gap="sm">
        <Group gap="xs">
          <Badge color="gray">{TYPE_LABELS[insight.insightType] ?? insight.insightType}</Badge>
          {insight.viewedAt === null && isOwn && <Badge color="care">New</Badge>}
          {insight.confidenceScore !== null && <Confidence score={insight.confidenceScore} />}
        </Group>
        <Text id={id} style={{ overflowWrap: 'anywhere' }}>
          {insight.insightText}
        </Text>
        <IntervalPlot facts={facts} />
        <Numbers facts={facts} />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen}
            aria-controls={`${id}-basis`}
            onClick={() => setOpen(!isOpen)}
          >
            What this is based on
          </Button>
          {isOwn && (
            <Button
              size="xs"
              variant="default"
              loading={change.isPending && change.variables.isHidden !== undefined}
              onClick={() => change.mutate({ id: insight.id, isHidden: !insight.isHidden })}
            >
              {insight.isHidden ? 'Show it again' : 'Hide it'}
            </Button>
          )}
        </Group>
        <Collapse expanded={isOpen} id={`${id}-basis`}>
          {isOpen && <Basis patientId={patientId} insight={insight} facts={facts} />}
        </Collapse>
        {change.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            This could not be saved. Please try again.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function Confidence({ score }: { readonly score: number }) {
  const { word, color } = confidenceOf(score);
  return (
    <Badge color={color}>
      {word} confidence ({percentText(score)})
    </Badge>
  );
}

function Numbers({ facts: { n, lagDays, period, measure } }: { readonly facts: InsightFacts }) {
  const told = [
    n !== null && `${countText(n)} ${measure === 'change-per-week' ? 'weeks' : 'days'}`,
    lagDays !== null && `looked at ${lagText(lagDays)}`,
    period !== null && `${dayText(period.from)} – ${dayText(period.to)}`,
  ].filter(Boolean);
  return told.length === 0 ? null : (
    <Text size="xs" c="dimmed">
      {told.join(' · ')}
    </Text>
  );
}

interface BasisProps extends InsightCardProps {
  readonly facts: InsightFacts;
}

function Basis({ patientId, insight, facts }: BasisProps) {
  const isComputed = insight.question !== null && insight.insightType !== 'summary';
  const check = useQuery({ ...checkQuery(patientId, insight.id), enabled: isComputed });
  const { confidenceScore: score } = insight;
  if (!isComputed) {
    return (
      <Text size="sm">
        {insight.recordedBy === null ? 'Made by this instance' : 'Written by somebody of your care team'} on{' '}
        {momentText(insight.generatedAt)}.
      </Text>
    );
  }
  return (
    <List size="sm" spacing={4}>
      <List.Item>Rows of your record: {facts.rows.map(rowsText).join(' and ')}.</List.Item>
      {facts.n !== null && facts.effectiveN !== null && (
        <List.Item>
          {countText(facts.n)} values, which count like {countText(Math.round(facts.effectiveN))} independent
          ones: a {facts.measure === 'change-per-week' ? 'week' : 'day'} is often like the one before it.
        </List.Item>
      )}
      {facts.tried !== null && facts.q !== null && (
        <List.Item>
          It is one of {countText(facts.tried)} questions that were looked at; with that taken into account,
          the share of chance among statements like this one is {shareText(facts.q)} or less.
        </List.Item>
      )}
      {score !== null && (
        <List.Item>
          Confidence {percentText(score)} ({confidenceOf(score).word.toLowerCase()}):{' '}
          {confidenceOf(score).meaning}
        </List.Item>
      )}
      <List.Item>
        Method {facts.method ?? 'not named'}, version {facts.version ?? '?'}, computed on{' '}
        {momentText(insight.generatedAt)}.
      </List.Item>
      {check.data && (
        <List.Item icon={check.data.same ? <CheckIcon size={16} /> : undefined} data-check={check.data.same}>
          {check.data.same
            ? 'These rows are still the same: computed again it would say the same.'
            : 'Some of these rows have changed since. Look anew to bring it up to date.'}
        </List.Item>
      )}
    </List>
  );
}

const shareText = (share: number) => (share < 0.001 ? '0.1 %' : `${Number((share * 100).toPrecision(2))} %`);

/** Tells once that something has been on the screen long enough to be seen. */
function useSeen(isWanted: boolean, onSeen: () => void) {
  const { ref, entry } = useIntersection<HTMLLIElement>({ threshold: 0.6 });
  const isThere = entry?.isIntersecting === true;
  const [isTold, setTold] = useState(false);
  const tell = useRef(onSeen);
  useEffect(() => {
    tell.current = onSeen;
  });
  useEffect(() => {
    if (!isWanted || !isThere || isTold) return;
    const timer = setTimeout(() => {
      setTold(true);
      tell.current();
    }, SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isWanted, isThere, isTold]);
  return ref;
}
