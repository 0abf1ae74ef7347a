import { ClockIcon, momentText, PlusIcon, ProblemAlert, TrashIcon } from '@carenode/ui';
import { ActionIcon, Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { TimeZoneSelect } from '../shared/time-zone-select.js';
import { browserZone, zoneText } from '../shared/time-zones.rules.js';
import { timeZonesQuery, type TimeZone, useTimeZones } from './measurements.queries.js';
import { rowsOf, type ZoneRow, zoneProblems, zonesOf } from './zones.rules.js';

interface OfPatient {
  readonly patientId: string;
}

const LATER_KEY = 'carenode-zone-later';

/** Asks once where the patient lives while nothing is known of it, and opens the list of where they lived. */
export function TimeZones({ patientId }: OfPatient) {
  const zones = useQuery(timeZonesQuery(patientId));
  const [isOpen, setOpen] = useState(false);
  const [isLater, setLater] = useState(() => read(LATER_KEY) !== null);
  const saving = useTimeZones(patientId);
  if (!zones.data) return null;
  const { data, etag } = zones.data;
  const own = browserZone();
  const isAsked = data.zones.length === 0 && !isLater;
  return (
    <>
      {isAsked && (
        <Alert color="care" icon={<ClockIcon />} title="Which days are yours?" data-zone-prompt>
          <Stack gap="sm">
            <Text size="sm">
              A day begins at midnight where you are. Until you say where that is, days are those of{' '}
              {zoneText(data.defaultTimeZone)} unless a device told otherwise.
            </Text>
            {saving.error && <ProblemAlert error={saving.error} />}
            <Group gap="xs">
              {own !== null && (
                <Button
                  size="xs"
                  loading={saving.isPending}
                  onClick={() => saving.mutate({ zones: [{ validFrom: null, timeZone: own }], etag })}
                >
                  I live in {zoneText(own)}
                </Button>
              )}
              <Button size="xs" variant="default" onClick={() => setOpen(true)}>
                Somewhere else, or I moved …
              </Button>
              <Button
                size="xs"
                variant="subtle"
                onClick={() => {
                  write(LATER_KEY);
                  setLater(true);
                }}
              >
                Not now
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      {!isAsked && (
        <Group gap="xs" justify="flex-end">
          <Text size="xs" c="dimmed">
            {data.zones.length === 0
              ? `Days are those of ${zoneText(data.defaultTimeZone)}.`
              : `Your days are those of ${data.zones.map(({ timeZone }) => zoneText(timeZone)).join(', then ')}.`}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
            Where I lived
          </Button>
        </Group>
      )}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Where I lived" size="lg">
        <ZoneList patientId={patientId} zones={data.zones} etag={etag} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

interface ZoneListProps extends OfPatient {
  readonly zones: readonly TimeZone[];
  readonly etag: string | null;
  readonly onDone: () => void;
}

function ZoneList({ patientId, zones, etag, onDone }: ZoneListProps) {
  const [rows, setRows] = useState<readonly ZoneRow[]>(() => rowsOf(zones));
  const [isTried, setTried] = useState(false);
  const saving = useTimeZones(patientId);
  const problems = zoneProblems(rows);
  const put = (at: number, more: Partial<ZoneRow>) =>
    setRows(rows.map((row, n) => (n === at ? { ...row, ...more, kept: null } : row)));
  const save = () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    saving.mutate({ zones: zonesOf(rows), etag }, { onSuccess: onDone });
  };
  return (
    <Stack>
      <Text size="sm">
        Measurements whose device told no time zone belong to the day where you were. Long journeys count too.
      </Text>
      {saving.error && <ProblemAlert error={saving.error} />}
      {rows.map((row, at) => (
        <Stack key={at} gap="xs" component="fieldset" m={0} p={0} style={{ border: 0 }}>
          <Group justify="space-between" wrap="nowrap">
            <Text component="legend" size="sm" fw={600}>
              {at === 0 ? 'From the beginning' : `Then, since …`}
            </Text>
            {at > 0 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove place ${at + 1}`}
                onClick={() => setRows(rows.filter((_, n) => n !== at))}
              >
                <TrashIcon size={18} />
              </ActionIcon>
            )}
          </Group>
          {at > 0 && (
            <TextInput
              type="date"
              size="sm"
              label="First day there"
              description={row.kept === null ? undefined : `Kept as ${momentText(row.kept)}.`}
              value={row.day}
              onChange={(event) => put(at, { day: event.currentTarget.value })}
            />
          )}
          <TimeZoneSelect
            label="Time zone"
            value={row.timeZone}
            onChange={(timeZone) => put(at, { timeZone })}
            error={isTried ? problems[at] : undefined}
          />
        </Stack>
      ))}
      <Group justify="space-between">
        <Button
          variant="default"
          size="sm"
          leftSection={<PlusIcon size={16} />}
          onClick={() => setRows([...rows, { day: '', timeZone: null, kept: null }])}
        >
          Another place
        </Button>
        <Group gap="xs">
          <Button variant="default" size="sm" onClick={onDone}>
            Cancel
          </Button>
          <Button size="sm" loading={saving.isPending} onClick={save}>
            Save
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

// Storage may be closed to the page: then it asks again on the next visit.
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string): void {
  try {
    sessionStorage.setItem(key, 'yes');
  } catch {
    // See above.
  }
}
