import { ArrowLeftIcon, ChevronRightIcon, dayAt, dayText, plural, Section } from '@carenode/ui';
import { ActionIcon, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { daysOf, firstSpan, neighbour, type Span, SPAN_LABELS, SPANS } from './daily.rules.js';
import { DayView } from './day-view.js';
import { DaysView } from './days-view.js';
import { dailyQuery, type Variable } from './measurements.queries.js';
import { SeriesView } from './series-view.js';

interface VariableViewProps {
  readonly patientId: string;
  readonly variable: Variable;
}

/** One variable: a day, days, or every value. What is open is in the address, so that it can be kept and shown to others. */
export function VariableView({ patientId, variable }: VariableViewProps) {
  const [parameters, setParameters] = useSearchParams();
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const asked = SPANS.find((one) => one === parameters.get('span'));
  const span = asked ?? firstSpan(variable);
  const to = useLastDay(patientId, variable, parameters.get('day'));
  const open = (more: Readonly<Record<string, string>>) =>
    setParameters(
      (before) => new URLSearchParams({ variable: variable.id, ...Object.fromEntries(before), ...more }),
      { replace: true, preventScrollReset: true },
    );
  return (
    <Section
      title={variable.name}
      about={`${plural(variable.count, 'measurement')}, the newest on ${dayText(variable.newestAt)}`}
    >
      <Stack>
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            value={span}
            onChange={(value) => open({ span: value })}
            data={SPANS.map((value) => ({ value, label: SPAN_LABELS[value] }))}
            aria-label="What to show"
          />
          {span !== 'all' && (
            <SegmentedControl
              size="xs"
              value={form}
              onChange={(value) => setForm(value === 'table' ? 'table' : 'chart')}
              data={[
                { value: 'chart', label: 'Chart' },
                { value: 'table', label: 'Table' },
              ]}
              aria-label="How to show it"
            />
          )}
        </Group>
        {span !== 'all' && <Steps span={span} to={to} onDay={(day) => open({ day })} />}
        {span === 'all' && <SeriesView patientId={patientId} variable={variable} />}
        {span === 'day' && (
          <DayView patientId={patientId} variable={variable} day={to} isTable={form === 'table'} />
        )}
        {(span === '90-days' || span === 'year') && (
          <DaysView
            patientId={patientId}
            variable={variable}
            span={span}
            to={to}
            isTable={form === 'table'}
            onDay={(day) => open({ span: 'day', day })}
          />
        )}
      </Stack>
    </Section>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day that was asked for, else the last one with a value: the patient's days need not be those of this browser. */
function useLastDay(patientId: string, variable: Variable, asked: string | null): string {
  const newest = dayAt(Date.parse(variable.newestAt));
  const range = daysOf('90-days', neighbour('day', newest, 1));
  const isAsked = asked !== null && DAY.test(asked);
  const daily = useQuery({ ...dailyQuery(patientId, variable.id, range.from, range.to), enabled: !isAsked });
  if (isAsked) return asked;
  const days = daily.data?.variableId === variable.id ? daily.data.days : [];
  return days[days.length - 1]?.day ?? newest;
}

interface StepsProps {
  readonly span: Span;
  readonly to: string;
  readonly onDay: (day: string) => void;
}

function Steps({ span, to, onDay }: StepsProps) {
  const { from } = daysOf(span, to);
  const today = dayAt(Date.now());
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={span === 'day' ? 'The day before' : 'Earlier'}
        onClick={() => onDay(neighbour(span, to, -1))}
      >
        <ArrowLeftIcon size={18} />
      </ActionIcon>
      {span === 'day' ? (
        <TextInput
          type="date"
          size="sm"
          aria-label="Day"
          value={to}
          max={today}
          onChange={(event) => {
            if (DAY.test(event.currentTarget.value)) onDay(event.currentTarget.value);
          }}
        />
      ) : (
        <Text size="sm" ta="center">
          {dayText(from)} – {dayText(to)}
        </Text>
      )}
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={span === 'day' ? 'The next day' : 'Later'}
        disabled={to >= today}
        onClick={() => onDay(neighbour(span, to, 1))}
      >
        <ChevronRightIcon size={18} />
      </ActionIcon>
    </Group>
  );
}
