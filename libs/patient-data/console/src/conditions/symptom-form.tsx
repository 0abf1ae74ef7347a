import {
  answerOf,
  api,
  CheckIcon,
  fieldErrorsOf,
  idempotencyKey,
  ProblemAlert,
  type Schemas,
} from '@carenode/ui';
import { Alert, Button, Input, NativeSelect, Slider, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';
import { toldInstant } from '../shared/moments.rules.js';
import { currentConditionsQuery } from './conditions.queries.js';
import { severityText } from './severity.rules.js';

type EventType = Schemas['ConditionEventInput']['eventType'];

const LABELS = {
  eventType: 'What happened',
  conditionId: 'Which condition',
  severity: 'How bad',
  timestamp: 'When',
  notes: 'What it was like',
} as const;

const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  symptom: 'A symptom',
  'flare-up': 'A flare-up',
  improvement: 'It got better',
  onset: 'It began',
  remission: 'It went away for now',
  relapse: 'It came back',
  resolution: 'It is over',
  complication: 'A complication',
  hospitalization: 'A stay in hospital',
  other: 'Something else',
};

const EMPTY = { eventType: 'symptom' as EventType, conditionId: '', severity: 3, when: '', notes: '' };

/** How somebody feels: a symptom or another event, with how bad it is. */
export function SymptomForm({ patientId }: { readonly patientId: string }) {
  const client = useQueryClient();
  const conditions = useQuery(currentConditionsQuery(patientId));
  const [draft, setDraft] = useState(EMPTY);
  // The same event sent twice, as after a lost answer, is written down once.
  const [key, setKey] = useState(idempotencyKey);
  const add = useMutation({
    mutationFn: (body: Schemas['ConditionEventInput']) =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/condition-events', {
          params: { path: { patientId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    onSuccess: () => {
      setKey(idempotencyKey());
      setDraft((before) => ({ ...EMPTY, conditionId: before.conditionId }));
      return client.invalidateQueries({
        queryKey: patientKey(patientId),
        predicate: ({ queryKey }) => LISTS.has(queryKey[2]),
      });
    },
  });
  const set = (change: Partial<typeof EMPTY>) => {
    if (add.isSuccess) add.reset();
    setDraft((before) => ({ ...before, ...change }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { eventType, conditionId, severity, when, notes } = draft;
    add.mutate({
      eventType,
      conditionId: conditionId || null,
      severity,
      timestamp: toldInstant(when),
      notes: notes.trim() || null,
    });
  };
  const errors = fieldErrorsOf(add.error, LABELS);
  return (
    <form onSubmit={submit} aria-label="Write down how you feel">
      <Stack gap="sm">
        {add.error && !errors && <ProblemAlert error={add.error} title="It was not saved" />}
        {add.isSuccess && (
          <Alert color="green" icon={<CheckIcon />} role="status">
            It was written down.
          </Alert>
        )}
        <NativeSelect
          label={LABELS.eventType}
          size="md"
          value={draft.eventType}
          onChange={(event) => set({ eventType: event.currentTarget.value as EventType })}
          data={Object.entries(EVENT_WORDS).map(([value, label]) => ({ value, label }))}
          error={errors?.eventType}
        />
        <Input.Wrapper
          label={`${LABELS.severity}: ${draft.severity}, ${severityText(draft.severity)}`}
          labelElement="div"
          error={errors?.severity}
        >
          <Slider
            mt="xs"
            mb="xl"
            size="lg"
            min={0}
            max={10}
            step={1}
            value={draft.severity}
            onChange={(severity) => set({ severity })}
            label={null}
            thumbLabel="How bad, from 0 to 10"
            marks={[
              { value: 0, label: '0' },
              { value: 5, label: '5' },
              { value: 10, label: '10' },
            ]}
          />
        </Input.Wrapper>
        {(conditions.data?.length ?? 0) > 0 && (
          <NativeSelect
            label={LABELS.conditionId}
            size="md"
            value={draft.conditionId}
            onChange={(event) => set({ conditionId: event.currentTarget.value })}
            data={[
              { value: '', label: 'None, or I do not know' },
              ...(conditions.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            error={errors?.conditionId}
          />
        )}
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
        <TextInput
          type="datetime-local"
          label={LABELS.timestamp}
          description="Now, if it is left empty"
          value={draft.when}
          onChange={(event) => set({ when: event.currentTarget.value })}
          error={errors?.timestamp}
        />
        <Button type="submit" size="md" loading={add.isPending}>
          Write it down
        </Button>
      </Stack>
    </form>
  );
}

/** What shows events: they are asked for again once there is one more. */
const LISTS = new Set<unknown>(['condition-events', 'timeline']);
