import { unitText, valueText } from '@carenode/ui';
import { Text } from '@mantine/core';

import type { Measurement } from './measurements.queries.js';

/** A number with its unit, as people read it. */
export function withUnit(value: number, unit: string | null): string {
  return [valueText(value), unitText(unit)].filter(Boolean).join(' ');
}

type Told = Pick<
  Measurement,
  | 'value'
  | 'comparator'
  | 'unit'
  | 'unitText'
  | 'valueText'
  | 'valueCode'
  | 'normalizedValue'
  | 'normalizedUnit'
>;

/** What was measured: in the unit that values are compared in, and as it was told where that is another. */
export function MeasuredValue({ of }: { readonly of: Told }) {
  const { value, comparator, unit, normalizedValue, normalizedUnit } = of;
  if (value === null) return <>{of.valueText ?? of.valueCode ?? '–'}</>;
  const isOther =
    normalizedValue !== null && (unitText(unit) !== unitText(normalizedUnit) || normalizedValue !== value);
  return (
    <>
      <b>
        {comparator}
        {valueText(isOther ? normalizedValue : value)}
      </b>{' '}
      <Text span size="sm" c="dimmed">
        {unitText(isOther ? normalizedUnit : unit)}
      </Text>
      {isOther && (
        <Text size="xs" c="dimmed" data-original>
          told as {comparator}
          {String(value)} {of.unitText ?? unitText(unit) ?? ''}
        </Text>
      )}
    </>
  );
}
