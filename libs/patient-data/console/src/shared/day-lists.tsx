import { PlainList } from '@carenode/ui';
import { Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { daysOf, type LogDay } from './log-days.rules.js';
import { dayHeading, localDay } from './moments.rules.js';

interface DayListsProps<T> {
  /** In the order in which they are shown. */
  readonly entries: readonly T[];
  readonly at: (entry: T) => string;
  /** What the lists are called: `Food log` of a day. */
  readonly label: string;
  /** Beside the heading of a day, and below it. */
  readonly actions?: (day: LogDay<T>, heading: string) => ReactNode;
  readonly about?: (day: LogDay<T>, isLast: boolean) => ReactNode;
  /** An entry as an `li` with a key. */
  readonly children: (entry: T) => ReactNode;
}

/** A list for each day, under the name of the day. */
export function DayLists<T>({ entries, at, label, actions, about, children }: DayListsProps<T>) {
  const today = localDay(new Date());
  const days = daysOf(entries, at);
  return (
    <Stack gap="lg">
      {days.map((day, n) => {
        const heading = dayHeading(day.day, today);
        return (
          <div key={day.day} data-day={day.day}>
            <Group justify="space-between" gap="xs" mb="xs">
              <Title order={3}>{heading}</Title>
              {actions?.(day, heading)}
            </Group>
            {about?.(day, n === days.length - 1)}
            <PlainList label={`${label} of ${heading}`} gap="sm">
              {day.entries.map(children)}
            </PlainList>
          </div>
        );
      })}
    </Stack>
  );
}
