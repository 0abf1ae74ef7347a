import { PlusIcon, Section, SymptomIcon, useSession } from '@carenode/ui';
import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { logQuery } from '../shared/log.queries.js';
import { LogList } from '../shared/log-list.js';
import { timeText } from '../shared/moments.rules.js';
import { knownConditionsQuery } from './conditions.queries.js';
import {
  type ConditionEvent,
  EVENT_LABELS,
  EVENT_WORDS,
  type EventType,
  severityWords,
} from './event-draft.rules.js';
import { SymptomForm } from './symptom-form.js';

/** Symptoms and other events, day by day: the patient's to add to, and their writer's to correct. */
export function ConditionEvents({ patientId }: { readonly patientId: string }) {
  const { id: me, userType } = useSession();
  const events = useInfiniteQuery(logQuery(patientId, 'condition-events'));
  const known = useQuery(knownConditionsQuery(patientId)).data ?? [];
  const [isAdding, setAdding] = useState(false);
  const isMine = userType === 'patient';
  const nameOf = (id: unknown) => known.find((condition) => condition.id === id)?.name;
  const words = ({ eventType, timestamp, severity, conditionId, notes }: ConditionEvent) => ({
    title: EVENT_WORDS[eventType as EventType] ?? eventType,
    lines: [
      [timeText(timestamp), severity !== null && severityWords(severity)].filter(Boolean).join(' · '),
      nameOf(conditionId) ?? null,
    ],
    notes,
  });
  return (
    <Section
      title="How it went"
      about="Symptoms, flare-ups and other events, the last first."
      actions={
        isMine && (
          <Button variant="default" leftSection={<PlusIcon size={18} />} onClick={() => setAdding(true)}>
            Write down how you feel
          </Button>
        )
      }
    >
      <LogList
        patientId={patientId}
        log="condition-events"
        query={events}
        icon={SymptomIcon}
        label="Events"
        noun="event"
        words={words}
        mayChange={({ recordedBy }) => isMine || recordedBy === me}
        form={(event, onSaved) => <SymptomForm patientId={patientId} event={event} onSaved={onSaved} />}
        fields={EVENT_LABELS}
        texts={{
          eventType: (value) => EVENT_WORDS[value as EventType] ?? String(value),
          severity: (value) => severityWords(Number(value)),
          conditionId: (value) => nameOf(value) ?? 'another condition',
        }}
      />
      {isAdding && (
        <Modal opened onClose={() => setAdding(false)} title="Write down how you feel" size="lg">
          <SymptomForm patientId={patientId} onSaved={() => setAdding(false)} />
        </Modal>
      )}
    </Section>
  );
}
