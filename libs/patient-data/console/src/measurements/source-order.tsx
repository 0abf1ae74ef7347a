import {
  ChevronDownIcon,
  ChevronUpIcon,
  countText,
  dayText,
  Loaded,
  ProblemAlert,
  Section,
} from '@carenode/ui';
import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';

import { figuresOf } from './daily.rules.js';
import {
  dailyQuery,
  type SourceOrder,
  sourceOrderQuery,
  useSourceOrder,
  type Variable,
} from './measurements.queries.js';
import { moved } from './moved.rules.js';
import { useOpenDays } from './open-days.js';
import { type Scope, ScopeSwitch } from './scope-switch.js';
import classes from './source-order.module.css';
import { withUnit } from './value-words.js';

interface SourceOrderSectionProps {
  readonly patientId: string;
  readonly variable: Variable;
}

/** Which source counts where several tell of the same time: for this variable, or for all. */
export function SourceOrderSection({ patientId, variable }: SourceOrderSectionProps) {
  const [scope, setScope] = useState<Scope>('one');
  const variableId = scope === 'one' ? variable.id : null;
  const order = useQuery(sourceOrderQuery(patientId, variableId));
  return (
    <Section
      title="Which source counts"
      about="All that your devices tell is kept. Where they tell of the same time, the first of this list counts."
      actions={
        <ScopeSwitch
          label="For which variables"
          one="This variable"
          all="All"
          scope={scope}
          onChange={setScope}
        />
      }
    >
      <Loaded query={order} lines={3}>
        {({ data, etag }) => (
          <OrderList
            key={variableId}
            patientId={patientId}
            variable={variable}
            variableId={variableId}
            order={data}
            etag={etag}
          />
        )}
      </Loaded>
    </Section>
  );
}

interface OrderListProps {
  readonly patientId: string;
  readonly variable: Variable;
  readonly variableId: string | null;
  readonly order: SourceOrder;
  readonly etag: string | null;
}

function OrderList({ patientId, variable, variableId, order, etag }: OrderListProps) {
  const choosing = useSourceOrder(patientId, variableId);
  const [dragged, setDragged] = useState<number | null>(null);
  const effect = useEffectOnDays(patientId, variable);
  const sources = choosing.isPending ? inOrder(order, choosing.variables.sources) : order.sources;
  const names = sources.map(({ source }) => source);
  const choose = (next: readonly string[]) => {
    if (choosing.isPending || next.join('\n') === names.join('\n')) return;
    effect.remember();
    choosing.mutate({ sources: next, etag });
  };
  const drop = (at: number) => (event: DragEvent) => {
    event.preventDefault();
    if (dragged !== null) choose(moved(names, dragged, at));
    setDragged(null);
  };
  if (sources.length === 0) return <Text size="sm">No source is known yet.</Text>;
  return (
    <Stack gap="sm">
      {choosing.error && <ProblemAlert error={choosing.error} />}
      <ol className={classes.list} aria-label="Order of sources">
        {sources.map(({ source, count, firstDay, lastDay }, at) => (
          <li
            key={source}
            className={classes.item}
            draggable={sources.length > 1}
            data-source={source}
            data-dragged={dragged === at || undefined}
            onDragStart={() => setDragged(at)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={drop(at)}
          >
            <Badge variant="default" circle aria-hidden="true">
              {at + 1}
            </Badge>
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {source}
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  `${countText(count)} measurements`,
                  firstDay !== null && lastDay !== null && `${dayText(firstDay)} – ${dayText(lastDay)}`,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={`Move “${source}” up`}
                aria-disabled={at === 0}
                data-disabled={at === 0 || undefined}
                onClick={() => choose(moved(names, at, at - 1))}
              >
                <ChevronUpIcon size={18} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={`Move “${source}” down`}
                aria-disabled={at === sources.length - 1}
                data-disabled={at === sources.length - 1 || undefined}
                onClick={() => choose(moved(names, at, at + 1))}
              >
                <ChevronDownIcon size={18} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Text size="sm" role="status" aria-live="polite" data-effect>
        {choosing.isPending || (choosing.isSuccess && effect.isComputing) ? 'Working it out …' : effect.text}
      </Text>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {order.chosen
            ? variableId !== null && order.of === 'all'
              ? 'The order that you chose for all variables.'
              : 'The order that you chose.'
            : 'Nobody chose this order: what you entered by hand first, then who told most.'}
        </Text>
        {order.chosen && (variableId === null || order.of === 'variable') && (
          <Button size="xs" variant="default" onClick={() => choose([])}>
            Take the choice back
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function inOrder({ sources }: SourceOrder, names: readonly string[]): SourceOrder['sources'] {
  if (names.length === 0) return sources;
  return names.flatMap((name) => sources.find(({ source }) => source === name) ?? []);
}

/** Says what a choice changed of the days that are open. */
function useEffectOnDays(patientId: string, variable: Variable) {
  const range = useOpenDays(patientId, variable);
  const daily = useQuery(dailyQuery(patientId, variable.id, range.from, range.to));
  const [before, setBefore] = useState<string | null>(null);
  const { total, mean } = figuresOf(daily.data?.days ?? [], variable.kind);
  const value = total ?? mean;
  const now = value === null ? null : withUnit(value, daily.data?.unit ?? null);
  const what = total === null ? 'mean' : 'total';
  const days =
    range.from === range.to
      ? `of ${dayText(range.to)}`
      : `from ${dayText(range.from)} to ${dayText(range.to)}`;
  return {
    isComputing: daily.isFetching || daily.data?.computing === true,
    remember: () => setBefore(now),
    text:
      before === null || now === null
        ? ''
        : before === now
          ? `Saved. The ${what} ${days} stays ${now}.`
          : `Saved. The ${what} ${days} is now ${now}; it was ${before}.`,
  };
}
