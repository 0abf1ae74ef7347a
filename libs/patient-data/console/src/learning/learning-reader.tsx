import { ArrowLeftIcon, CheckIcon, DoneAlert, Loaded, ProblemAlert, Section } from '@carenode/ui';
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';

import { learningQuery, resourceQuery, useReading } from './learning.queries.js';
import {
  type Learning,
  readPercent,
  reasonText,
  type Resource,
  safeAddress,
  TYPE_WORDS,
} from './learning.rules.js';
import { MarkdownView } from './markdown-view.js';
import { OutsideLink } from './outside-link.js';

/** Steps of progress that are kept while somebody reads. */
const STEP_PERCENT = 10;

/** A resource as its reader sees it; how far they are is kept by itself. */
export function LearningReader({ patientId }: { readonly patientId: string }) {
  const { resourceId = '' } = useParams();
  const learning = useQuery(learningQuery(patientId));
  const resource = useQuery({ ...resourceQuery(resourceId), select: ({ data }) => data });
  return (
    <Stack gap="md">
      <Anchor component={Link} to={`/patients/${patientId}/learning`} size="sm" w="fit-content">
        <Group gap={6} component="span">
          <ArrowLeftIcon size={16} /> Everything to learn
        </Group>
      </Anchor>
      <Loaded query={resource} lines={10}>
        {(found) => (
          <Loaded query={learning} lines={10}>
            {(items) => (
              <Reader
                key={found.id}
                patientId={patientId}
                resource={found}
                known={items.find((item) => item.resourceId === found.id)}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Stack>
  );
}

interface ReaderProps {
  readonly patientId: string;
  readonly resource: Resource;
  /** Missing for what is not in the patient's list, such as a text about another condition. */
  readonly known: Learning | undefined;
}

function Reader({ patientId, resource, known }: ReaderProps) {
  const text = useRef<HTMLDivElement>(null);
  const reading = useReading(patientId, resource.id);
  const [begun] = useState(known?.completed === true ? 0 : (known?.progressPercent ?? 0));
  const isFinished = known?.completed ?? false;
  const { mutate } = reading;
  useEffect(() => mutate({}), [mutate]);
  const seen = useSeenPercent(text, !isFinished, begun, (progressPercent) => mutate({ progressPercent }));
  const address = resource.contentUrl === null ? '' : safeAddress(resource.contentUrl);
  return (
    <Section
      title={resource.title}
      about={known ? reasonText(known) : undefined}
      actions={<Badge color="gray">{TYPE_WORDS[resource.resourceType] ?? resource.resourceType}</Badge>}
    >
      <Stack gap="md">
        {begun >= STEP_PERCENT && !isFinished && resource.content !== null && (
          <Button variant="light" w="fit-content" onClick={() => scrollTo(text, begun)}>
            Go on where you were ({begun} %)
          </Button>
        )}
        {resource.description !== null && (
          <Text c="dimmed" maw="44rem" style={{ overflowWrap: 'anywhere' }}>
            {resource.description}
          </Text>
        )}
        {address !== '' && (
          <OutsideLink to={address}>Open it at {new URL(address).hostname} (in a new tab)</OutsideLink>
        )}
        {resource.content !== null && (
          <div ref={text}>
            <MarkdownView text={resource.content} />
          </div>
        )}
        {reading.error && <ProblemAlert error={reading.error} title="How far you are could not be kept" />}
        {isFinished ? (
          <DoneAlert>
            <Group justify="space-between" gap="sm">
              <Text size="sm">You have finished this.</Text>
              <Button
                size="xs"
                variant="default"
                loading={reading.isPending}
                onClick={() => mutate({ completed: false, progressPercent: 0 })}
              >
                Read it again
              </Button>
            </Group>
          </DoneAlert>
        ) : (
          <Group gap="md">
            <Button
              leftSection={<CheckIcon size={18} />}
              onClick={() => mutate({ completed: true, progressPercent: 100 })}
            >
              I have finished this
            </Button>
            {resource.content !== null && (
              <Text size="sm" c="dimmed" data-seen={seen}>
                Read: {seen} %
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </Section>
  );
}

/** The greatest part of an element that was on the screen so far; `onStep` is told when it has grown by a step. */
function useSeenPercent(
  element: RefObject<HTMLElement | null>,
  enabled: boolean,
  begun: number,
  onStep: (percent: number) => void,
): number {
  const [seen, setSeen] = useState(begun);
  const told = useRef(begun);
  const step = useRef(onStep);
  useEffect(() => {
    step.current = onStep;
  });
  useEffect(() => {
    if (!enabled) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (!element.current) return;
      const { top, height } = element.current.getBoundingClientRect();
      const percent = readPercent({ top, height, viewport: window.innerHeight });
      setSeen((before) => Math.max(before, percent));
      clearTimeout(waiting);
      // What is only flown over is not read.
      waiting = setTimeout(() => {
        if (percent < told.current + STEP_PERCENT) return;
        told.current = percent;
        step.current(percent);
      }, 800);
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      clearTimeout(waiting);
      window.removeEventListener('scroll', look);
    };
  }, [element, enabled]);
  return seen;
}

function scrollTo(element: RefObject<HTMLElement | null>, percent: number): void {
  if (!element.current) return;
  const { top, height } = element.current.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + top + (height * percent) / 100 - window.innerHeight * 0.6 });
}
