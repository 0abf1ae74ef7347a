import { describe, expect, it } from '@jest/globals';

import { measurementOf } from './use.rules.js';

const DRAFT = { variableName: ' Metformin ', value: 2, unit: 'tablet', when: '', notes: '' };

describe('a use that is logged', () => {
  it('is now when no time is told, with the offset of the clock', () => {
    const now = new Date('2026-03-01T08:30:05Z');
    const sent = measurementOf(DRAFT, now);
    expect(sent).toMatchObject({ variableName: 'Metformin', value: 2, unit: 'tablet', notes: null });
    expect(new Date(sent.startAt).getTime()).toBe(now.getTime());
    expect(sent.startAt).toMatch(/[+-]\d{2}:\d{2}$/);
  });

  it('is at the time that is told', () => {
    const { startAt } = measurementOf({ ...DRAFT, when: '2026-02-03T07:15' }, new Date());
    expect(startAt).toMatch(/^2026-02-03T07:15:00/);
  });
});
