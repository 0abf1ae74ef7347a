import { PlainList } from '@carenode/ui';
import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { countryName } from './countries.rules.js';
import { moneyText } from './money.rules.js';
import {
  linesOf,
  type Order,
  type OrderLine,
  stateColor,
  stateText,
  type WholeOrder,
} from './order.rules.js';

export function OrderState({
  order,
}: {
  readonly order: Pick<Order, 'status' | 'reviewStatus' | 'isReserved'>;
}) {
  return <Badge color={stateColor(order)}>{stateText(order)}</Badge>;
}

interface OrderLinesProps {
  readonly order: Pick<Order, 'items' | 'currency' | 'totalAmount'>;
  /** What stands below a line. */
  readonly below?: (line: OrderLine) => ReactNode;
}

/** What was ordered, with the lots it is of. */
export function OrderLines({ order, below }: OrderLinesProps) {
  return (
    <Stack gap="sm">
      <PlainList label="What was ordered" gap="sm">
        {linesOf(order).map((line) => (
          <li key={line.id} data-line={line.name}>
            <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
              <div style={{ minWidth: 0 }}>
                <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {line.name}
                </Text>
                <Text size="sm" c="dimmed">
                  {line.quantity} × {moneyText(line.pricePerUnit, order.currency)}
                  {line.sku !== null && ` · ${line.sku}`}
                </Text>
                {line.lots !== null && (
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }} data-lots>
                    Lot {line.lots}
                  </Text>
                )}
                {line.needsPrescription && (
                  <Text size="sm" c="dimmed">
                    {line.prescriptionId === null ? 'Needs a prescription' : 'On prescription'}
                  </Text>
                )}
              </div>
              <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
                {moneyText(line.quantity * line.pricePerUnit, order.currency)}
              </Text>
            </Group>
            {below?.(line)}
          </li>
        ))}
      </PlainList>
      <Total amount={order.totalAmount} currency={order.currency} />
    </Stack>
  );
}

export function Total({
  amount,
  currency,
}: {
  readonly amount: number | null;
  readonly currency: string | null;
}) {
  return (
    <Group
      justify="space-between"
      pt="sm"
      style={{ borderBlockStart: '1px solid var(--mantine-color-default-border)' }}
    >
      <Text fw={600}>Total</Text>
      <Text fw={700} fz="lg" data-total>
        {moneyText(amount, currency)}
      </Text>
    </Group>
  );
}

/** Where an order goes to, and its bill. */
export function OrderAddresses({ order }: { readonly order: WholeOrder }) {
  const { shippingAddress, billingAddress, hasUnreadableAddress } = order;
  return (
    <>
      <div>
        <Text size="sm" c="dimmed">
          Goes to
        </Text>
        <AddressText address={shippingAddress} />
      </div>
      {billingAddress !== null && (
        <div>
          <Text size="sm" c="dimmed">
            The bill goes to
          </Text>
          <AddressText address={billingAddress} />
        </div>
      )}
      {hasUnreadableAddress && (
        <Text size="sm" c="red">
          An address cannot be read: it was sealed with a secret key that this instance does not have.
        </Text>
      )}
    </>
  );
}

/** An address as it stands on a parcel; a dash when there is none. */
function AddressText({ address }: { readonly address: unknown }) {
  const { name, line1, line2, city, region, postalCode, country, phone } = (address ?? {}) as Readonly<
    Record<string, string | undefined>
  >;
  const lines = [
    name,
    line1,
    line2,
    [postalCode, city].filter(Boolean).join(' '),
    region,
    country === undefined ? undefined : countryName(country),
    phone,
  ].filter((line) => line !== undefined && line !== '');
  return lines.length === 0 ? (
    <Text size="sm">–</Text>
  ) : (
    <Text size="sm" component="address" style={{ fontStyle: 'normal', whiteSpace: 'pre-line' }}>
      {lines.join('\n')}
    </Text>
  );
}
