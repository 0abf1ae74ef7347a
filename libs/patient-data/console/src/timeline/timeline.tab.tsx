import {
  ActivityIcon,
  BulbIcon,
  FoodIcon,
  type Icon,
  InfoIcon,
  Loaded,
  Nothing,
  PillIcon,
  PulseIcon,
  type Schemas,
  Section,
  SymptomIcon,
  TimelineIcon,
  UploadIcon,
  useSession,
} from '@carenode/ui';
import { Button, Chip, Group, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { DayLists } from '../shared/day-lists.js';
import { boundsOf, localDay, timeText } from '../shared/moments.rules.js';
import { timelineQuery } from './timeline.queries.js';
import { detailText, KIND_WORDS, kindWord, titleOf } from './timeline.rules.js';

const ICONS: Readonly<Record<string, Icon>> = {
  symptom: SymptomIcon,
  'recorded-symptom': SymptomIcon,
  'condition-event': PulseIcon,
  'treatment-started': PillIcon,
  'treatment-ended': PillIcon,
  food: FoodIcon,
  activity: ActivityIcon,
  insight: BulbIcon,
  import: UploadIcon,
};

/** What happened, of every kind, in one order. */
export function TimelineTab({ patientId }: { readonly patientId: string }) {
  const { userType } = useSession();
  const [kinds, setKinds] = useState<string[]>([]);
  const [until, setUntil] = useState('');
  const to = until === '' ? undefined : boundsOf(until).to;
  const timeline = useInfiniteQuery(timelineQuery(patientId, kinds, to));
  // Imports are the patient's own business.
  const offered = Object.entries(KIND_WORDS).filter(([kind]) => kind !== 'import' || userType === 'patient');
  const today = localDay(new Date());
  return (
    <Section title="Timeline" about="Everything that happened, newest first.">
      <Stack gap="md">
        <Chip.Group multiple value={kinds} onChange={setKinds}>
          <Group gap="xs" role="group" aria-label="Only these kinds; all, when none is chosen">
            {offered.map(([kind, label]) => (
              <Chip key={kind} value={kind} size="sm" variant="outline">
                {label}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <TextInput
          type="date"
          label="Up to the day"
          size="sm"
          w="11rem"
          max={today}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Loaded query={timeline} lines={8}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0)
              return (
                <Nothing
                  icon={TimelineIcon}
                  title={
                    kinds.length === 0 ? 'Nothing is on the timeline yet' : 'There is nothing of these kinds'
                  }
                />
              );
            return (
              <DayLists entries={items} at={({ at }) => at} label="Timeline">
                {(item) => <Item key={`${item.kind}-${item.id}`} item={item} />}
              </DayLists>
            );
          }}
        </Loaded>
        <More query={timeline} />
      </Stack>
    </Section>
  );
}

function Item({ item: { kind, at, title, detail } }: { readonly item: Schemas['TimelineItem'] }) {
  const ItemIcon = ICONS[kind] ?? InfoIcon;
  const more = detailText(kind, detail);
  return (
    <Group component="li" wrap="nowrap" gap="sm" align="flex-start" data-kind={kind}>
      <ThemeIcon variant="light" size={34} color={kind === 'symptom' ? 'yellow' : 'care'}>
        <ItemIcon size={18} />
      </ThemeIcon>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {titleOf(kind, title)}
        </Text>
        <Text size="xs" c="dimmed">
          {kindWord(kind)} · {timeText(at)}
        </Text>
        {more !== '' && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {more}
          </Text>
        )}
      </div>
    </Group>
  );
}

interface MoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Fetches what follows when its end is scrolled to; the button does the same for those who do not scroll. */
function More({ query }: MoreProps) {
  const { ref, entry } = useIntersection({ rootMargin: '300px' });
  const isSeen = entry?.isIntersecting === true;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (isSeen && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [isSeen, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Group ref={ref} justify="center">
      <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        Load more
      </Button>
    </Group>
  );
}
