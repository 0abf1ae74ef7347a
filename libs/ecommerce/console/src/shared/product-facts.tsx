import type { Schemas } from '@carenode/ui';
import { Badge, Group } from '@mantine/core';

export type Product = Schemas['Product'];

/** Whether it is sold on prescription, and whether it can be ordered now. */
export function ProductBadges({
  product: { isPrescriptionRequired, available },
}: {
  readonly product: Product;
}) {
  return (
    <Group gap={6}>
      {isPrescriptionRequired && <Badge color="yellow">Prescription only</Badge>}
      {available > 0 ? <Badge color="green">In stock</Badge> : <Badge color="gray">Sold out</Badge>}
    </Group>
  );
}

/** Strength and form: `500 mg · tablet`; a strength that the name tells is not told again. */
export const formOf = ({ name, strength, dosageForm, route }: Product): string =>
  [strength !== null && name.includes(strength) ? null : strength, dosageForm, route]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
