import { Button, Group, Select, Stack } from '@mantine/core';
import { useMemo } from 'react';

import { browserZone, offsetText, zoneChoices, zoneText } from './time-zones.rules.js';

interface TimeZoneSelectProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string | null;
  readonly onChange: (zone: string | null) => void;
  /** Offered beside the browser's own, and never taken without a click: where somebody is now may not be where they were. */
  readonly suggestions?: readonly string[];
  readonly error?: string;
}

/** One of all time zones, found by typing. */
export function TimeZoneSelect({
  label,
  description,
  value,
  onChange,
  suggestions = [],
  error,
}: TimeZoneSelectProps) {
  const own = browserZone();
  const offered = [...new Set([...suggestions, ...(own === null ? [] : [own])])].filter(
    (zone) => zone !== value,
  );
  const choices = useMemo(() => zoneChoices([own, value]), [own, value]);
  return (
    <Stack gap="xs">
      <Select
        label={label}
        description={description}
        placeholder="Type a city, such as Berlin"
        size="md"
        searchable
        clearable
        limit={60}
        nothingFoundMessage="There is no such zone; try the next large city"
        data={choices}
        value={value}
        onChange={onChange}
        error={error}
        clearButtonProps={{ 'aria-label': `Clear “${label}”` }}
      />
      {offered.length > 0 && (
        <Group gap="xs">
          {offered.map((zone) => (
            <Button key={zone} size="xs" variant="default" onClick={() => onChange(zone)}>
              Use {zoneText(zone)}
              {zone === own ? ', as this device' : ''} ({offsetText(zone, new Date())})
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
