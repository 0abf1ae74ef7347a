import { ALWAYS, windowOf } from './day-window.rules.js';

it('holds both days entirely, where the browser is', () => {
  const { from, to } = windowOf({ from: '2026-03-01', to: '2026-03-31' });
  expect(new Date(from ?? '')).toEqual(new Date(2026, 2, 1));
  expect(new Date(to ?? '')).toEqual(new Date(2026, 3, 1));
});

it('has no bound where no whole day was chosen', () => {
  expect(windowOf(ALWAYS)).toEqual({ from: undefined, to: undefined });
  expect(windowOf({ from: '2026-03', to: 'tomorrow' })).toEqual({ from: undefined, to: undefined });
});
