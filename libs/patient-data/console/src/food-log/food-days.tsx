import {
  ConfirmDialog,
  FoodIcon,
  LoadMore,
  Loaded,
  Nothing,
  PlainList,
  ProblemAlert,
  RepeatIcon,
  StarIcon,
  useSession,
  valueText,
} from '@carenode/ui';
import { Badge, Box, Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { EntryMenu } from '../shared/entry-menu.js';
import { HistoryDialog } from '../shared/history-dialog.js';
import { daysOf } from '../shared/log-days.rules.js';
import { atSameTime, dayHeading, instantWithOffset, localDay, timeText } from '../shared/moments.rules.js';
import { browserZone } from '../shared/time-zones.rules.js';
import { MEAL_WORDS, nutrientsIn, quantityText, totalOf } from './amounts.rules.js';
import {
  foodEntryQuery,
  type FoodLogEntry,
  foodLogQuery,
  foodVersionsQuery,
  useFavouriteSaving,
  useFoodRemoval,
  useRepeat,
} from './food.queries.js';
import { MainAmounts, NutrientList } from './food-facts.js';
import { FoodLogForm } from './food-log-form.js';

interface OfPatient {
  readonly patientId: string;
}

type Opened = { readonly what: 'correct' | 'history' | 'nutrients' | 'remove'; readonly entry: FoodLogEntry };

const HISTORY_LABELS = {
  foodName: 'What was eaten',
  quantity: 'How much',
  unit: 'Unit',
  calories: 'Energy in kcal',
  protein: 'Protein in g',
  carbs: 'Carbs in g',
  fat: 'Fat in g',
  meal: 'Meal',
  timestamp: 'When',
  notes: 'Notes',
};

/** Everything that was eaten, day by day. */
export function FoodDays({ patientId }: OfPatient) {
  const { userType } = useSession();
  const isMine = userType === 'patient';
  const entries = useInfiniteQuery(foodLogQuery(patientId));
  const [opened, setOpened] = useState<Opened | null>(null);
  const removal = useFoodRemoval(patientId);
  const repeat = useRepeat(patientId);
  const favourite = useFavouriteSaving(patientId);
  const close = () => setOpened(null);
  const again = (ids: readonly string[], at = new Date()) =>
    repeat.mutate({
      entryIds: [...ids],
      at: instantWithOffset(at),
      timeZone: browserZone() ?? undefined,
    });
  const today = localDay(new Date());
  return (
    <>
      {(repeat.error ?? favourite.error) && (
        <ProblemAlert error={repeat.error ?? favourite.error} title="It was not written down" />
      )}
      {favourite.isSuccess && (
        <Text role="status" size="sm" mb="sm">
          “{favourite.data.name}” is a favourite now.
        </Text>
      )}
      <Loaded query={entries} lines={6}>
        {({ pages }) => {
          const days = daysOf(
            pages.flatMap((page) => page.items),
            ({ timestamp }) => timestamp,
          );
          if (days.length === 0) return <Nothing icon={FoodIcon} title="Nothing was written down yet" />;
          return (
            <Stack gap="lg">
              {days.map(({ day, entries: ofDay }, at) => (
                <div key={day} data-day={day}>
                  <Group justify="space-between" gap="xs">
                    <Title order={3}>{dayHeading(day, today)}</Title>
                    {isMine && day !== today && ofDay.length <= 100 && (
                      <Button
                        size="xs"
                        variant="subtle"
                        leftSection={<RepeatIcon size={14} />}
                        disabled={repeat.isPending}
                        onClick={() =>
                          again(
                            ofDay.map(({ id }) => id),
                            sameTimes(ofDay, today),
                          )
                        }
                        aria-label={`Write down all of ${dayHeading(day, today)} again`}
                      >
                        Again
                      </Button>
                    )}
                  </Group>
                  <DayTotal entries={ofDay} isWhole={at < days.length - 1 || !entries.hasNextPage} />
                  <PlainList label={`Food log of ${dayHeading(day, today)}`} gap="xs">
                    {ofDay.map((entry) => (
                      <Entry
                        key={entry.id}
                        entry={entry}
                        isMine={isMine}
                        onOpen={(what) => setOpened({ what, entry })}
                        onAgain={() => again([entry.id])}
                        onFavourite={() => favourite.mutate(favouriteOf(entry))}
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
        <Modal opened onClose={close} title="Correct the entry" size="lg">
          <FoodLogForm patientId={patientId} entry={opened.entry} onSaved={close} />
        </Modal>
      )}
      {opened?.what === 'history' && (
        <FoodHistory patientId={patientId} entry={opened.entry} onClose={close} />
      )}
      {opened?.what === 'nutrients' && (
        <EntryFacts patientId={patientId} entry={opened.entry} onClose={close} />
      )}
      <ConfirmDialog
        opened={opened?.what === 'remove'}
        title="Delete the entry?"
        confirm="Delete the entry"
        danger
        pending={removal.isPending}
        error={removal.error}
        onConfirm={() => opened && removal.mutate([opened.entry.id], { onSuccess: close })}
        onClose={close}
      >
        {`“${opened?.entry.foodName ?? ''}” no longer counts then.`}
      </ConfirmDialog>
    </>
  );
}

function DayTotal({
  entries,
  isWhole,
}: {
  readonly entries: readonly FoodLogEntry[];
  readonly isWhole: boolean;
}) {
  const total = totalOf(entries);
  return (
    <Box my="xs">
      <MainAmounts amounts={total} />
      {(total.withoutEnergy > 0 || !isWhole) && (
        <Text size="xs" c="dimmed">
          {[
            total.withoutEnergy > 0 && `Without ${total.withoutEnergy} whose energy is not known.`,
            !isWhole && 'More of this day may follow.',
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
      )}
    </Box>
  );
}

interface EntryProps {
  readonly entry: FoodLogEntry;
  readonly isMine: boolean;
  readonly onOpen: (what: Opened['what']) => void;
  readonly onAgain: () => void;
  readonly onFavourite: () => void;
}

function Entry({ entry, isMine, onOpen, onAgain, onFavourite }: EntryProps) {
  const amount = quantityText(entry.quantity, entry.unit);
  return (
    <Group component="li" wrap="nowrap" gap="xs" align="flex-start" data-entry={entry.foodName}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {entry.foodName}
        </Text>
        <Text size="xs" c="dimmed">
          {[timeText(entry.timestamp), amount].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {entry.meal !== null && (
        <Badge color="gray" visibleFrom="xs">
          {MEAL_WORDS[entry.meal] ?? entry.meal}
        </Badge>
      )}
      <Text size="sm" ta="right" style={{ whiteSpace: 'nowrap' }} mt={2}>
        {entry.calories === null ? '–' : `${valueText(entry.calories)} kcal`}
      </Text>
      <EntryMenu
        of={entry.foodName}
        more={[
          { label: 'What is in it …', icon: FoodIcon, onClick: () => onOpen('nutrients') },
          ...(isMine
            ? [
                { label: 'Again, now', icon: RepeatIcon, onClick: onAgain },
                { label: 'Keep as a favourite', icon: StarIcon, onClick: onFavourite },
              ]
            : []),
        ]}
        onChange={isMine ? () => onOpen('correct') : undefined}
        onHistory={() => onOpen('history')}
        onRemove={isMine ? () => onOpen('remove') : undefined}
      />
    </Group>
  );
}

interface DialogProps extends OfPatient {
  readonly entry: FoodLogEntry;
  readonly onClose: () => void;
}

function FoodHistory({ patientId, entry, onClose }: DialogProps) {
  const versions = useQuery(foodVersionsQuery(patientId, entry.id));
  return (
    <HistoryDialog
      title={entry.foodName}
      versions={versions}
      current={entry}
      labels={HISTORY_LABELS}
      onClose={onClose}
    />
  );
}

function EntryFacts({ patientId, entry, onClose }: DialogProps) {
  const whole = useQuery(foodEntryQuery(patientId, entry.id));
  return (
    <Modal opened onClose={onClose} title={`What is in “${entry.foodName}”`}>
      <Stack>
        <MainAmounts amounts={entry} />
        <Loaded query={whole}>
          {(found) => {
            const nutrients = nutrientsIn(found.nutrients);
            return nutrients.length === 0 ? (
              <Text size="sm" c="dimmed">
                Nothing else is known of it.
              </Text>
            ) : (
              <NutrientList nutrients={nutrients} />
            );
          }}
        </Loaded>
      </Stack>
    </Modal>
  );
}

/** A day is repeated at the times it had. */
function sameTimes(entries: readonly FoodLogEntry[], today: string): Date {
  const [first] = entries.map(({ timestamp }) => timestamp).sort();
  return first === undefined ? new Date() : atSameTime(first, today);
}

/** A favourite of a food is worked out of it each time; one in words keeps its values. */
function favouriteOf({ foodId, foodName, quantity, unit, calories, protein, carbs, fat }: FoodLogEntry) {
  const values = { calories, protein, carbs, fat };
  return {
    name: foodName,
    items: [{ foodName, quantity, unit, ...(foodId === null ? values : { foodId }) }],
  };
}
