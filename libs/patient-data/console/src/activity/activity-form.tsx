import { DoneAlert, Form, LongText, type Schemas, useDraft } from '@carenode/ui';
import { Autocomplete, Button, Group, NativeSelect, NumberInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { localText } from '../shared/moments.rules.js';
import { toldTime } from '../shared/told-time.rules.js';
import { WhenField } from '../shared/when-field.js';
import { type ActivityEntry, activityTypesQuery, useActivitySaving } from './activity.queries.js';
import { ACTIVITY_LABELS, energyText, INTENSITY_WORDS, knownWords } from './activity.rules.js';

type Input = Schemas['ActivityLogInput'];

interface ActivityDraft {
  readonly activityType: string;
  readonly duration: number | string;
  readonly intensity: string;
  readonly caloriesBurned: number | string;
  readonly when: string;
  readonly notes: string;
}

const EMPTY: ActivityDraft = {
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
  const types = useQuery(activityTypesQuery);
  const saving = useActivitySaving(patientId, entry);
  const { draft, replace, problem, text, value } = useDraft({
    start: () => (entry ? draftOf(entry) : EMPTY),
    labels: ACTIVITY_LABELS,
    saving,
  });
  const save = () =>
    saving.mutate(inputOf(draft, entry), {
      onSuccess: () => {
        if (!entry) replace(EMPTY);
        onSaved?.();
      },
    });
  return (
    <Form
      label={entry ? 'Correct the activity' : 'Add an activity'}
      problem={problem}
      notSaved="The activity was not saved"
      onSubmit={save}
    >
      {saving.isSuccess && !entry && <Saved entry={saving.data} />}
      <Autocomplete
        placeholder="Walking, cycling, physiotherapy"
        size="md"
        maxLength={100}
        required
        withAsterisk={false}
        limit={8}
        maxDropdownHeight={260}
        data={knownWords(types.data ?? [])}
        {...value('activityType')}
      />
      <Group grow align="flex-start" gap="sm">
        <NumberInput size="md" min={0} max={100_000} allowDecimal={false} {...value('duration')} />
        <NativeSelect
          size="md"
          data={[
            { value: '', label: 'As usual' },
            ...Object.entries(INTENSITY_WORDS).map(([code, label]) => ({ value: code, label })),
          ]}
          {...text('intensity')}
        />
      </Group>
      <NumberInput
        description="Left empty, it is worked out from published values and your weight, where that can be done"
        size="md"
        min={0}
        max={100_000}
        allowDecimal={false}
        {...value('caloriesBurned')}
      />
      <WhenField isKnown={entry !== undefined} {...text('when', 'timestamp')} />
      <LongText {...text('notes')} />
      <Button type="submit" size="md" loading={saving.isPending}>
        {entry ? 'Save the correction' : 'Add'}
      </Button>
    </Form>
  );
}

function Saved({ entry }: { readonly entry: ActivityEntry }) {
  const { activityType, caloriesBurned, energySource } = entry;
  return (
    <DoneAlert>
      <Text size="sm">
        “{activityType}” was added{caloriesBurned === null ? '' : `: ${caloriesBurned} kcal`}.
      </Text>
      {energySource !== 'told' && <Text size="xs">{energyText(energySource)}</Text>}
    </DoneAlert>
  );
}

/** Energy that was worked out is not the patient's to keep when something else is corrected: the field is empty then. */
function draftOf(entry: ActivityEntry): ActivityDraft {
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

function inputOf(draft: ActivityDraft, entry: ActivityEntry | undefined): Input {
  const numberOf = (value: number | string) => (value === '' ? null : Number(value));
  const energy = numberOf(draft.caloriesBurned);
  const before = entry && draftOf(entry);
  // Absent, it is worked out; what was told stays until somebody tells otherwise.
  const isAsBefore = energy === numberOf(before?.caloriesBurned ?? '');
  return {
    activityType: draft.activityType.trim(),
    duration: numberOf(draft.duration),
    intensity: (draft.intensity || null) as Input['intensity'],
    notes: draft.notes.trim() || null,
    ...(isAsBefore ? {} : { caloriesBurned: energy }),
    ...toldTime(draft.when, before?.when),
  };
}
