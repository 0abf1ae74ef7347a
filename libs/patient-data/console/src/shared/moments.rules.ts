const two = (number: number) => String(number).padStart(2, '0');

/** The day of a moment on this device's clock: `2026-03-01`. */
export function localDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day some days later, or before. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** From when to when a day lasts on this device's clock, which is 23 or 25 hours where the clock is changed. */
export function boundsOf(day: string): { readonly from: string; readonly to: string } {
  const begin = (of: string) => new Date(`${of}T00:00:00`).toISOString();
  return { from: begin(day), to: begin(dayAfter(day, 1)) };
}

/** What a `datetime-local` field shows for a moment. */
export function localText(date: Date): string {
  return `${localDay(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * A moment with the offset of this device's clock, `2026-03-01T08:30:00+01:00`: the instance keeps at what local time
 * something happened.
 */
export function instantWithOffset(date: Date): string {
  const east = -date.getTimezoneOffset();
  const minutes = Math.abs(east);
  const offset = `${east < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${localText(date)}:${two(date.getSeconds())}${offset}`;
}

/** The clock time of a moment, on another day. */
export function atSameTime(instant: string, day: string): Date {
  return new Date(`${day}${localText(new Date(instant)).slice(10)}`);
}

/** The instant that a `datetime-local` field tells; now when it is empty. */
export function toldInstant(local: string): string {
  return instantWithOffset(local === '' ? new Date() : new Date(local));
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `Today`, `Yesterday`, `Sunday, 1 March 2026`. */
export function dayHeading(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === dayAfter(today, -1)) return 'Yesterday';
  return dayFormat.format(new Date(`${day}T12:00:00`));
}

/** `08:30` on this device's clock. */
export const timeText = (instant: string): string => timeFormat.format(new Date(instant));
