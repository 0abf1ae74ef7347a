import { ArrowLeftIcon, ChevronRightIcon, dayAt, dayText, plural, Section } from '@carenode/ui';
import { ActionIcon, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { catalogueName, variableName } from '../shared/variable-name.rules.js';
import { daysOf, neighbour, type Span, SPAN_LABELS, SPANS } from './daily.rules.js';
import { DayView } from './day-view.js';
import { DaysView } from './days-view.js';
import type { Variable } from './measurements.queries.js';
import { useOpenDays } from './open-days.js';
import { SeriesView } from './series-view.js';

interface VariableViewProps {
  readonly patientId: string;
  readonly variable: Variable;
}

/** One variable: a day, days, or every value. */
export function VariableView({ patientId, variable }: VariableViewProps) {
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const { span, to, open } = useOpenDays(patientId, variable);
  const catalogue = catalogueName(variable);
  return (
    <Section
      title={variableName(variable)}
      about={
        <>
          {plural(variable.count, 'measurement')}, the newest on {dayText(variable.newestAt)}
          {catalogue !== null && (
            <Text span display="block" size="xs" data-catalogue-name>
              {catalogue}
            </Text>
          )}
        </>
      }
    >
      <Stack>
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            size="xs"
            value={span}
            onChange={(value) => open({ span: SPANS.find((one) => one === value) ?? span })}
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
            if (event.currentTarget.value !== '') onDay(event.currentTarget.value);
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
