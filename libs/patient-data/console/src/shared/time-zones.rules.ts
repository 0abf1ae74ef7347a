/** An IANA time zone as people search and read it. */
export interface ZoneChoice {
  readonly value: string;
  readonly label: string;
}

/** The zone that this browser is set to; null when it does not say. */
export function browserZone(): string | null {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || null;
}

/** `America/New_York` as `America/New York`. */
export function zoneText(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** All zones that the browser knows, and those given, which it may know by older names. */
export function zoneChoices(more: readonly (string | null)[] = []): ZoneChoice[] {
  const zones = new Set([
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    ...more.filter((zone) => zone !== null),
  ]);
  return [...zones]
    .sort((one, other) => one.localeCompare(other))
    .map((value) => ({ value, label: zoneText(value) }));
}

/** How far a zone's clocks are from UTC at an instant: `UTC+2`; empty for a zone that the browser does not know. */
export function offsetText(zone: string, instant: Date): string {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' });
    const offset = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return offset.replace('GMT', 'UTC');
  } catch {
    return '';
  }
}
