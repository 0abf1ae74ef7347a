import {
  changeOfEvent,
  type ConditionEvent,
  draftOfEvent,
  inputOfEvent,
  NEW_EVENT,
} from './event-draft.rules.js';

const EVENT: ConditionEvent = {
  id: '0198a000-0000-7000-8000-000000000001',
  patientId: '0198a000-0000-7000-8000-000000000002',
  version: 1,
  updatedAt: '2026-03-01T08:30:12Z',
  conditionId: '0198a000-0000-7000-8000-000000000003',
  eventType: 'symptom',
  timestamp: '2026-03-01T08:30:12Z',
  severity: null,
  notes: 'dull',
  recordedBy: null,
  importId: null,
  createdAt: '2026-03-01T08:30:12Z',
};

describe('an event of a condition', () => {
  it('is sent with what was said, and at the time that was told', () => {
    const sent = inputOfEvent({ ...NEW_EVENT, notes: ' dull ', when: '2026-03-01T08:30' });
    expect(sent).toMatchObject({ eventType: 'symptom', conditionId: null, severity: 3, notes: 'dull' });
    expect(sent.timestamp).toMatch(/^2026-03-01T08:30:00[+-]\d\d:\d\d$/);
  });

  it('that is corrected in nothing sends nothing, so that a severity nobody told is not made up', () => {
    expect(changeOfEvent(draftOfEvent(EVENT), EVENT)).toEqual({});
  });

  it('is corrected in what was changed alone', () => {
    const draft = { ...draftOfEvent(EVENT), severity: 0, notes: ' ', conditionId: '' };
    expect(changeOfEvent(draft, EVENT)).toEqual({ severity: 0, notes: null, conditionId: null });
    const moved = changeOfEvent({ ...draftOfEvent(EVENT), when: '2026-03-02T08:30' }, EVENT);
    expect(Object.keys(moved)).toEqual(['timestamp']);
  });
});
