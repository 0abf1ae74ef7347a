import type { Schemas } from '@carenode/ui';

import { localText } from '../shared/moments.rules.js';
import { toldTime } from '../shared/told-time.rules.js';
import { severityText } from './severity.rules.js';

export type ConditionEvent = Schemas['ConditionEvent'];
type Input = Schemas['ConditionEventInput'];
export type EventType = Input['eventType'];

/** What the fields of an event are called. */
export const EVENT_LABELS = {
  eventType: 'What happened',
  conditionId: 'Which condition',
  severity: 'How bad',
  timestamp: 'When',
  notes: 'What it was like',
} as const;

export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
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

/** `7 of 10, severe`. */
export const severityWords = (severity: number): string => `${severity} of 10, ${severityText(severity)}`;

/** What stands in the form of a symptom or another event. */
export interface EventDraft {
  readonly eventType: EventType;
  /** Empty: none. */
  readonly conditionId: string;
  readonly severity: number | null;
  /** As a `datetime-local` field has it; empty is now. */
  readonly when: string;
  readonly notes: string;
}

export const NEW_EVENT: EventDraft = {
  eventType: 'symptom',
  conditionId: '',
  severity: 3,
  when: '',
  notes: '',
};

export function draftOfEvent(event: ConditionEvent): EventDraft {
  return {
    eventType: event.eventType as EventType,
    conditionId: event.conditionId ?? '',
    severity: event.severity,
    when: localText(new Date(event.timestamp)),
    notes: event.notes ?? '',
  };
}

export function inputOfEvent(draft: EventDraft): Input {
  return { ...saidIn(draft), timestamp: toldTime(draft.when).timestamp };
}

/** What is sent to correct an event: only what was changed, so that its time keeps its seconds. */
export function changeOfEvent(draft: EventDraft, event: ConditionEvent): Schemas['ConditionEventChange'] {
  const before = draftOfEvent(event);
  const said: Readonly<Record<string, unknown>> = saidIn(before);
  const { timestamp } = toldTime(draft.when, before.when);
  return {
    ...Object.fromEntries(Object.entries(saidIn(draft)).filter(([field, value]) => value !== said[field])),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

function saidIn({ eventType, conditionId, severity, notes }: EventDraft) {
  return { eventType, conditionId: conditionId || null, severity, notes: notes.trim() || null };
}
