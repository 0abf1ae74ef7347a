import { badgeOf, exportText, isUnderWay, isWaiting, percentDone } from './export.rules.js';

const made = {
  status: 'ready',
  byteCount: 812_345,
  createdAt: '2026-03-01T08:00:00Z',
  expiresAt: '2026-03-08T08:00:00Z',
};

it('is followed until the file is there, or will not come', () => {
  expect(
    ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'].filter((status) =>
      isUnderWay({ status }),
    ),
  ).toEqual(['queued', 'running']);
});

it('says how large a file is only when it is there', () => {
  expect(exportText(made)).toMatch(/^Asked for on .* · 812 kB · kept until 8 Mar 2026$/);
  expect(exportText({ ...made, status: 'running', byteCount: null })).not.toMatch(/kB|kept/);
  expect(exportText({ ...made, status: 'expired' })).not.toMatch(/kB|kept/);
});

it('knows how far it is once there is something to compare with', () => {
  expect(percentDone(undefined)).toBeNull();
  expect(percentDone({ progressDone: 5, progressTotal: null })).toBeNull();
  expect(percentDone({ progressDone: 0, progressTotal: 0 })).toBeNull();
  expect(percentDone({ progressDone: 1, progressTotal: 3 })).toBe(33);
  expect(percentDone({ progressDone: 9, progressTotal: 3 })).toBe(100);
});

it('shows a state that is not known here as it came', () => {
  expect(badgeOf('paused')).toEqual({ label: 'paused', color: 'gray' });
});

it('can be taken back only while it waits', () => {
  expect(isWaiting(null)).toBe(false);
  expect(isWaiting({ status: 'withdrawn' })).toBe(false);
  expect(isWaiting({ status: 'requested' })).toBe(true);
});
