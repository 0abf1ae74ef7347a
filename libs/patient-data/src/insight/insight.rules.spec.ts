import { AppError } from '@carenode/module-kit';

import { refuseForeignFields } from './insight.rules.js';

describe('An insight', () => {
  it('is marked as seen or hidden by its patient', () => {
    expect(() =>
      refuseForeignFields('patient', { viewedAt: '2026-03-01T08:00:00Z', isHidden: true }),
    ).not.toThrow();
  });

  it('is worded by the provider who made it', () => {
    expect(() =>
      refuseForeignFields('provider', { insightText: 'Better', confidenceScore: null }),
    ).not.toThrow();
  });

  it.each([
    ['patient', { insightText: 'I am well', viewedAt: undefined }, ['insightText']],
    ['provider', { isHidden: true, insightText: 'x', viewedAt: null }, ['isHidden', 'viewedAt']],
    ['system', { isHidden: true }, ['isHidden']],
  ] as const)('keeps a %s from what is not theirs, and names it', (caller, change, fields) => {
    let error: unknown;
    try {
      refuseForeignFields(caller, change);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).status).toBe(403);
    expect((error as AppError).details.errors?.map((wrong) => wrong.field)).toEqual(fields);
  });
});
