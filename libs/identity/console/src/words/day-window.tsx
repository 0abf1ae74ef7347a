import { Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Days } from './day-window.rules.js';

interface DayWindowProps {
  readonly days: Days;
  readonly onChange: (days: Days) => void;
  /** Further filters beside it. */
  readonly children?: ReactNode;
}

/** Asks for a first and a last day. */
export function DayWindow({ days, onChange, children }: DayWindowProps) {
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <TextInput
        type="date"
        size="sm"
        label="From"
        value={days.from}
        max={days.to || undefined}
        onChange={(event) => onChange({ ...days, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        size="sm"
        label="Until"
        value={days.to}
        min={days.from || undefined}
        onChange={(event) => onChange({ ...days, to: event.currentTarget.value })}
      />
      {children}
    </Group>
  );
}
