import { CheckIcon, fieldErrorsOf, ProblemAlert, type Schemas } from '@carenode/ui';
import {
  Alert,
  Autocomplete,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { localText, toldInstant } from '../shared/moments.rules.js';
import { browserZone } from '../shared/time-zones.rules.js';
import { type ActivityEntry, activityTypesQuery, useActivitySaving } from './activity.queries.js';
import { energyText, INTENSITY_WORDS, knownWords } from './activity.rules.js';

type Input = Schemas['ActivityLogInput'];

const LABELS = {
  activityType: 'What was done',
  duration: 'Minutes',
  intensity: 'How hard',
  caloriesBurned: 'Energy in kcal',
  timestamp: 'When it began',
  notes: 'Notes',
} as const;

interface Draft {
  readonly activityType: string;
  readonly duration: number | string;
  readonly intensity: string;
  readonly caloriesBurned: number | string;
  readonly when: string;
  readonly notes: string;
}

const EMPTY: Draft = {
  activityType: '',
  duration: '',
  intensity: '',
  caloriesBurned: '',
  when: '',
  notes: '',
};

interface ActivityFormProps {
  readonly patientId: string;
  /** The entry that is corrected; a new one without. */
  readonly entry?: ActivityEntry;
  readonly onSaved?: () => void;
}

/** Writes down an activity; energy that is not told is worked out where it can be. */
export function ActivityForm({ patientId, entry, onSaved }: ActivityFormProps) {
  const [draft, setDraft] = useState<Draft>(() => (entry ? draftOf(entry) : EMPTY));
  const types = useQuery(activityTypesQuery);
  const saving = useActivitySaving(patientId);
  const set = (change: Partial<Draft>) => {
    if (saving.isSuccess) saving.reset();
    setDraft((before) => ({ ...before, ...change }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(
      { id: entry?.id ?? null, input: inputOf(draft, entry) },
      {
        onSuccess: () => {
          if (!entry) setDraft(EMPTY);
          onSaved?.();
        },
      },
    );
  };
  const errors = fieldErrorsOf(saving.error, LABELS);
  return (
    <form onSubmit={submit} aria-label={entry ? 'Correct the activity' : 'Add an activity'}>
      <Stack gap="sm">
        {saving.error && !errors && <ProblemAlert error={saving.error} title="The activity was not saved" />}
        {saving.isSuccess && !entry && <Saved entry={saving.data} />}
        <Autocomplete
          label={LABELS.activityType}
          placeholder="Walking, cycling, physiotherapy"
          size="md"
          maxLength={100}
          required
          withAsterisk={false}
          limit={8}
          maxDropdownHeight={260}
          data={knownWords(types.data ?? [])}
          value={draft.activityType}
          onChange={(activityType) => set({ activityType })}
          error={errors?.activityType}
        />
        <Group grow align="flex-start" gap="sm">
          <NumberInput
            label={LABELS.duration}
            size="md"
            min={0}
            max={100_000}
            allowDecimal={false}
            value={draft.duration}
            onChange={(duration) => set({ duration })}
            error={errors?.duration}
          />
          <NativeSelect
            label={LABELS.intensity}
            size="md"
            value={draft.intensity}
            onChange={(event) => set({ intensity: event.currentTarget.value })}
            data={[
              { value: '', label: 'As usual' },
              ...Object.entries(INTENSITY_WORDS).map(([value, label]) => ({ value, label })),
            ]}
            error={errors?.intensity}
          />
        </Group>
        <NumberInput
          label={LABELS.caloriesBurned}
          description="Left empty, it is worked out from published values and your weight, where that can be done"
          size="md"
          min={0}
          max={100_000}
          allowDecimal={false}
          value={draft.caloriesBurned}
          onChange={(caloriesBurned) => set({ caloriesBurned })}
          error={errors?.caloriesBurned}
        />
        <TextInput
          type="datetime-local"
          label={LABELS.timestamp}
          description={entry ? undefined : 'Now, if it is left empty'}
          value={draft.when}
          onChange={(event) => set({ when: event.currentTarget.value })}
          error={errors?.timestamp}
        />
        <Textarea
          label={LABELS.notes}
          size="md"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={10_000}
          value={draft.notes}
          onChange={(event) => set({ notes: event.currentTarget.value })}
          error={errors?.notes}
        />
        <Button type="submit" size="md" loading={saving.isPending}>
          {entry ? 'Save the correction' : 'Add'}
        </Button>
      </Stack>
    </form>
  );
}

function Saved({ entry }: { readonly entry: ActivityEntry }) {
  const { activityType, caloriesBurned, energySource } = entry;
  return (
    <Alert color="green" icon={<CheckIcon />} role="status">
      <Text size="sm">
        “{activityType}” was added{caloriesBurned === null ? '' : `: ${caloriesBurned} kcal`}.
      </Text>
      {energySource !== 'told' && <Text size="xs">{energyText(energySource)}</Text>}
    </Alert>
  );
}

/** Energy that was worked out is not the patient's to keep when something else is corrected: the field is empty then. */
function draftOf(entry: ActivityEntry): Draft {
  const isWorkedOut = entry.energySource?.startsWith('met: ') === true;
  return {
    activityType: entry.activityType,
    duration: entry.duration ?? '',
    intensity: entry.intensity ?? '',
    caloriesBurned: isWorkedOut ? '' : (entry.caloriesBurned ?? ''),
    when: localText(new Date(entry.timestamp)),
    notes: entry.notes ?? '',
  };
}

function inputOf(draft: Draft, entry: ActivityEntry | undefined): Input {
  const numberOf = (value: number | string) => (value === '' ? null : Number(value));
  const energy = numberOf(draft.caloriesBurned);
  const before = entry ? draftOf(entry) : undefined;
  return {
    activityType: draft.activityType.trim(),
    duration: numberOf(draft.duration),
    intensity: (draft.intensity || null) as Input['intensity'],
    notes: draft.notes.trim() || null,
    // Absent, it is worked out; what was told stays until somebody tells otherwise.
    ...(energy === null && !before
      ? {}
      : energy === numberOf(before?.caloriesBurned ?? '')
        ? {}
        : { caloriesBurned: energy }),
    ...(before && draft.when === before.when
      ? {}
      : { timestamp: toldInstant(draft.when), timeZone: browserZone() }),
  };
}
