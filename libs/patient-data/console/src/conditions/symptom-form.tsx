import { DoneAlert, Form, LongText, useDraft } from '@carenode/ui';
import { Button, Input, NativeSelect, Slider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { WhenField } from '../shared/when-field.js';
import { knownConditionsQuery, useEventSaving } from './conditions.queries.js';
import {
  changeOfEvent,
  type ConditionEvent,
  draftOfEvent,
  EVENT_LABELS,
  EVENT_WORDS,
  type EventDraft,
  NEW_EVENT,
} from './event-draft.rules.js';
import { severityText } from './severity.rules.js';

interface SymptomFormProps {
  readonly patientId: string;
  /** The event that is corrected; a new one without. */
  readonly event?: ConditionEvent;
  readonly onSaved?: () => void;
}

/** How somebody feels: a symptom or another event, with how bad it is. */
export function SymptomForm({ patientId, event, onSaved }: SymptomFormProps) {
  const known = useQuery(knownConditionsQuery(patientId)).data ?? [];
  const saving = useEventSaving(patientId, event);
  const { draft, set, replace, errors, problem, text } = useDraft<EventDraft, keyof typeof EVENT_LABELS>({
    start: () => (event ? draftOfEvent(event) : NEW_EVENT),
    labels: EVENT_LABELS,
    saving,
  });
  const save = () => {
    if (event && Object.keys(changeOfEvent(draft, event)).length === 0) return onSaved?.();
    saving.mutate(draft, {
      onSuccess: () => {
        if (!event) replace({ ...NEW_EVENT, conditionId: draft.conditionId });
        onSaved?.();
      },
    });
  };
  // What an event is about can be over since, or not be the patient's any more.
  const offered = known.filter(({ id, isCurrent }) => isCurrent || id === draft.conditionId);
  const isOther = draft.conditionId !== '' && !offered.some(({ id }) => id === draft.conditionId);
  return (
    <Form
      label={event ? 'Correct the event' : 'Write down how you feel'}
      problem={problem}
      notSaved="It was not saved"
      onSubmit={save}
    >
      {saving.isSuccess && !event && <DoneAlert>It was written down.</DoneAlert>}
      <NativeSelect
        size="md"
        data={Object.entries(EVENT_WORDS).map(([value, label]) => ({ value, label }))}
        {...text('eventType')}
      />
      <Severity
        severity={draft.severity}
        error={errors.severity}
        onChange={(severity) => set({ severity })}
      />
      {(offered.length > 0 || isOther) && (
        <NativeSelect
          size="md"
          data={[
            { value: '', label: 'None, or I do not know' },
            ...offered.map(({ id, name }) => ({ value: id, label: name })),
            ...(isOther ? [{ value: draft.conditionId, label: 'As it was told' }] : []),
          ]}
          {...text('conditionId')}
        />
      )}
      <LongText {...text('notes')} />
      <WhenField isKnown={event !== undefined} {...text('when', 'timestamp')} />
      <Button type="submit" size="md" loading={saving.isPending}>
        {event ? 'Save the correction' : 'Write it down'}
      </Button>
    </Form>
  );
}

interface SeverityProps {
  readonly severity: number | null;
  readonly error: string | undefined;
  readonly onChange: (severity: number) => void;
}

function Severity({ severity, error, onChange }: SeverityProps) {
  const words = severity === null ? 'not told' : `${severity}, ${severityText(severity)}`;
  return (
    <Input.Wrapper label={`${EVENT_LABELS.severity}: ${words}`} labelElement="div" error={error}>
      <Slider
        mt="xs"
        mb="xl"
        size="lg"
        min={0}
        max={10}
        step={1}
        value={severity ?? 0}
        onChange={onChange}
        label={null}
        thumbLabel="How bad, from 0 to 10"
        marks={[
          { value: 0, label: '0' },
          { value: 5, label: '5' },
          { value: 10, label: '10' },
        ]}
      />
    </Input.Wrapper>
  );
}
