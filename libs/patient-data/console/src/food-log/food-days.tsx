import { FoodIcon, Loaded, ProblemAlert, RepeatIcon, StarIcon, useSession, valueText } from '@carenode/ui';
import { Badge, Box, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { logQuery } from '../shared/log.queries.js';
import { LogList } from '../shared/log-list.js';
import { atSameTime, instantWithOffset, localDay, timeText } from '../shared/moments.rules.js';
import { browserZone } from '../shared/time-zones.rules.js';
import { MEAL_WORDS, nutrientsIn, quantityText, totalOf } from './amounts.rules.js';
import { foodEntryQuery, type FoodLogEntry, useFavouriteSaving, useRepeat } from './food.queries.js';
import { FOOD_LABELS } from './food-draft.rules.js';
import { MainAmounts, NutrientList } from './food-facts.js';
import { FoodLogForm } from './food-log-form.js';

interface OfPatient {
  readonly patientId: string;
}

/** Entries that the API repeats at once. */
const MOST_AGAIN = 100;

/** Everything that was eaten, day by day. */
export function FoodDays({ patientId }: OfPatient) {
  const { userType } = useSession();
  const isMine = userType === 'patient';
  const entries = useInfiniteQuery(logQuery(patientId, 'food-log'));
  const [inside, setInside] = useState<FoodLogEntry | null>(null);
  const repeat = useRepeat(patientId);
  const favourite = useFavouriteSaving(patientId);
  const again = (repeated: readonly FoodLogEntry[], at = new Date()) =>
    repeat.mutate({
      entryIds: repeated.map(({ id }) => id),
      at: instantWithOffset(at),
      timeZone: browserZone() ?? undefined,
    });
  const today = localDay(new Date());
  const words = (entry: FoodLogEntry) => ({
    title: entry.foodName,
    lines: [
      [timeText(entry.timestamp), quantityText(entry.quantity, entry.unit)].filter(Boolean).join(' · '),
    ],
    aside: <Eaten entry={entry} />,
    more: [
      { label: 'What is in it …', icon: FoodIcon, onClick: () => setInside(entry) },
      ...(isMine
        ? [
            { label: 'Again, now', icon: RepeatIcon, onClick: () => again([entry]) },
            {
              label: 'Keep as a favourite',
              icon: StarIcon,
              onClick: () => favourite.mutate(favouriteOf(entry)),
            },
          ]
        : []),
    ],
  });
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
      <LogList
        patientId={patientId}
        log="food-log"
        query={entries}
        icon={FoodIcon}
        label="Food log"
        noun="entry"
        words={words}
        mayChange={() => isMine}
        form={(entry, onSaved) => <FoodLogForm patientId={patientId} entry={entry} onSaved={onSaved} />}
        fields={FOOD_LABELS}
        actions={({ day, entries: ofDay }, heading) =>
          isMine &&
          day !== today &&
          ofDay.length <= MOST_AGAIN && (
            <Button
              size="xs"
              variant="subtle"
              leftSection={<RepeatIcon size={14} />}
              disabled={repeat.isPending}
              onClick={() => again(ofDay, sameTimes(ofDay, today))}
              aria-label={`Write down all of ${heading} again`}
            >
              Again
            </Button>
          )
        }
        about={({ entries: ofDay }, isLast) => (
          <DayTotal entries={ofDay} isWhole={!isLast || !entries.hasNextPage} />
        )}
      />
      {inside && <EntryFacts patientId={patientId} entry={inside} onClose={() => setInside(null)} />}
    </>
  );
}

interface DayTotalProps {
  readonly entries: readonly FoodLogEntry[];
  readonly isWhole: boolean;
}

function DayTotal({ entries, isWhole }: DayTotalProps) {
  const total = totalOf(entries);
  return (
    <Box mb="xs">
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

function Eaten({ entry: { meal, calories } }: { readonly entry: FoodLogEntry }) {
  return (
    <Group wrap="nowrap" gap="xs" align="flex-start">
      {meal !== null && (
        <Badge color="gray" visibleFrom="xs">
          {MEAL_WORDS[meal] ?? meal}
        </Badge>
      )}
      <Text size="sm" ta="right" style={{ whiteSpace: 'nowrap' }} mt={2}>
        {calories === null ? '–' : `${valueText(calories)} kcal`}
      </Text>
    </Group>
  );
}

interface EntryFactsProps extends OfPatient {
  readonly entry: FoodLogEntry;
  readonly onClose: () => void;
}

function EntryFacts({ patientId, entry, onClose }: EntryFactsProps) {
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
