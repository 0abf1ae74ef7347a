import { ConfirmDialog, DoneAlert, Loaded, plural, ProblemAlert, RepeatIcon, StarIcon } from '@carenode/ui';
import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { atSameTime, boundsOf, dayAfter, instantWithOffset, localDay } from '../shared/moments.rules.js';
import { browserZone } from '../shared/time-zones.rules.js';
import { logOfSpan, useLogRemoval } from '../shared/log.queries.js';
import { MEAL_WORDS, quantityText, usualMeal } from './amounts.rules.js';
import {
  type Favourite,
  favouritesQuery,
  type RecentFood,
  recentFoodsQuery,
  useFavouriteRemoval,
  useRepeat,
} from './food.queries.js';

type RepeatInput = Parameters<ReturnType<typeof useRepeat>['mutate']>[0];

/** What is eaten again and again: one tap writes it down, and another takes it back. */
export function QuickMeals({ patientId }: { readonly patientId: string }) {
  const recent = useQuery(recentFoodsQuery(patientId));
  const favourites = useQuery(favouritesQuery(patientId));
  const repeat = useRepeat(patientId);
  const removal = useLogRemoval(patientId, 'food-log');
  const removing = useFavouriteRemoval(patientId);
  const [put, setPut] = useState<Favourite | null>(null);
  const meal = usualMeal(new Date().getHours());
  const note = (what: RepeatInput) => {
    removal.reset();
    repeat.mutate({ at: instantWithOffset(new Date()), ...what, timeZone: browserZone() ?? undefined });
  };
  const added = repeat.data?.items ?? [];
  return (
    <Stack gap="sm">
      {repeat.error && <ProblemAlert error={repeat.error} title="It was not written down" />}
      {removal.error && <ProblemAlert error={removal.error} title="It was not taken back" />}
      {repeat.isSuccess && (
        <DoneAlert>
          <Group justify="space-between" gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {removal.isSuccess
                ? 'It was taken back.'
                : `${added.map(({ foodName }) => foodName).join(', ')} ${added.length === 1 ? 'was' : 'were'} added.`}
            </Text>
            {!removal.isSuccess && (
              <Button
                size="xs"
                variant="default"
                loading={removal.isPending}
                onClick={() => removal.mutate(added)}
              >
                Take back
              </Button>
            )}
          </Group>
        </DoneAlert>
      )}
      <Loaded query={favourites} lines={1}>
        {(items) =>
          items.length > 0 && (
            <Chips label="Favourites">
              {items.map((favourite) => (
                <Group key={favourite.id} gap={2} wrap="nowrap" maw="100%">
                  <Button
                    variant="light"
                    size="sm"
                    leftSection={<StarIcon size={16} />}
                    disabled={repeat.isPending}
                    onClick={() => note({ favouriteId: favourite.id, meal })}
                    styles={WRAPPING}
                  >
                    {favourite.name}
                  </Button>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`Remove “${favourite.name}” from the favourites`}
                    onClick={() => setPut(favourite)}
                  >
                    ×
                  </ActionIcon>
                </Group>
              ))}
            </Chips>
          )
        }
      </Loaded>
      <Loaded query={recent} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              What you eat often appears here, to be written down with one tap.
            </Text>
          ) : (
            <Chips label={`Often eaten: a tap notes it now, as “${MEAL_WORDS[meal] ?? meal}”`}>
              {items.map((food) => (
                <Button
                  key={food.entryId}
                  variant="default"
                  size="sm"
                  disabled={repeat.isPending}
                  onClick={() => note({ entryIds: [food.entryId], meal })}
                  maw="100%"
                  styles={WRAPPING}
                >
                  {recentText(food)}
                </Button>
              ))}
            </Chips>
          )
        }
      </Loaded>
      <Yesterday patientId={patientId} meal={meal} disabled={repeat.isPending} onNote={note} />
      <ConfirmDialog
        opened={put !== null}
        title="Remove the favourite?"
        confirm="Remove"
        pending={removing.isPending}
        error={removing.error}
        onConfirm={() => put && removing.mutate(put, { onSuccess: () => setPut(null) })}
        onClose={() => setPut(null)}
      >
        {`“${put?.name ?? ''}” is no longer a favourite then. What was written down with it stays.`}
      </ConfirmDialog>
    </Stack>
  );
}

interface YesterdayProps {
  readonly patientId: string;
  readonly meal: string;
  readonly disabled: boolean;
  readonly onNote: (what: RepeatInput) => void;
}

/** What was eaten yesterday, once more: this meal now, or all of it at the times it had. */
function Yesterday({ patientId, meal, disabled, onNote }: YesterdayProps) {
  const today = localDay(new Date());
  const { from, to } = boundsOf(dayAfter(today, -1));
  const entries = useQuery(logOfSpan(patientId, 'food-log', from, to)).data ?? [];
  const [first] = entries.map(({ timestamp }) => timestamp).sort();
  if (first === undefined || entries.length > MOST) return null;
  const ofMeal = entries.filter((entry) => entry.meal === meal);
  const button = (label: string, what: RepeatInput) => (
    <Button
      variant="subtle"
      size="sm"
      leftSection={<RepeatIcon size={16} />}
      disabled={disabled}
      onClick={() => onNote(what)}
    >
      {label}
    </Button>
  );
  return (
    <Group gap="xs">
      {ofMeal.length > 0 &&
        button(`Same ${(MEAL_WORDS[meal] ?? meal).toLowerCase()} as yesterday`, {
          entryIds: ofMeal.map(({ id }) => id),
        })}
      {button(`All of yesterday (${plural(entries.length, 'entry', 'entries')})`, {
        entryIds: entries.map(({ id }) => id),
        at: instantWithOffset(atSameTime(first, today)),
      })}
    </Group>
  );
}

/** Long names stand in several lines, instead of being cut off. */
const WRAPPING = {
  root: { minWidth: 0, height: 'auto', minHeight: '2.25rem', paddingBlock: '0.25rem' },
  label: { whiteSpace: 'normal', textAlign: 'start' },
} as const;

/** Entries that the API repeats at once. */
const MOST = 100;

function Chips({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <Text size="xs" c="dimmed" mb={4}>
        {label}
      </Text>
      <Group gap="xs">{children}</Group>
    </div>
  );
}

function recentText({ foodName, quantity, unit }: RecentFood): string {
  const amount = quantityText(quantity, unit);
  const name = foodName.length > 40 ? `${foodName.slice(0, 39)}…` : foodName;
  return amount === '' ? name : `${name}, ${amount}`;
}
