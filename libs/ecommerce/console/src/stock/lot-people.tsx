import { dayText, Nothing, PeopleIcon, plural, Section, TruckIcon } from '@carenode/ui';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import { STATUS_WORDS } from '../shared/order.rules.js';
import type { LotTrace } from './stock.queries.js';

const FIRST_USE_WORDS = {
  logged: 'as they logged it',
  delivered: 'when it arrived',
  shipped: 'when it was sent',
} as const;

/** Who has units of the lot. */
export function Buyers({ buyers: { count, units, items } }: { readonly buyers: LotTrace['buyers'] }) {
  return (
    <Section
      title="Who has it"
      about={
        count === 0 ? undefined : `${plural(units, 'unit')} went to ${plural(count, 'person', 'people')}.`
      }
    >
      {items.length === 0 ? (
        <Nothing icon={PeopleIcon} title="Nothing of it was sent" />
      ) : (
        <Table verticalSpacing="sm" aria-label="Who has it">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Order</Table.Th>
              <Table.Th ta="end">Units</Table.Th>
              <Table.Th visibleFrom="sm">First use</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((buyer) => (
              <Table.Tr key={buyer.orderItemId}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {buyer.isErased === true ? 'Somebody who was erased' : (buyer.name ?? 'Without a name')}
                </Table.Td>
                <Table.Td>
                  <OrderLink {...buyer} />
                </Table.Td>
                <Table.Td ta="end">
                  {buyer.quantity}
                  {buyer.certainty === 'possible' && (
                    <Text size="xs" c="dimmed">
                      or of another lot
                    </Text>
                  )}
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  {dayText(buyer.firstUseAt)}
                  <Text size="xs" c="dimmed">
                    {FIRST_USE_WORDS[buyer.firstUse]}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Shown shown={items.length} />
    </Section>
  );
}

/** Orders that have units of the lot and have not left. */
export function OpenOrders({ orders: { count, units, items } }: { readonly orders: LotTrace['openOrders'] }) {
  return (
    <Section
      title="Orders that have not left"
      about={count === 0 ? undefined : `${plural(count, 'order')} with ${plural(units, 'unit')} of it.`}
    >
      {items.length === 0 ? (
        <Nothing icon={TruckIcon} title="No order waits for units of it" />
      ) : (
        <Table verticalSpacing="sm" aria-label="Orders that have not left">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Order</Table.Th>
              <Table.Th>Ordered</Table.Th>
              <Table.Th ta="end">Units</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((order) => (
              <Table.Tr key={order.orderId}>
                <Table.Td>
                  <OrderLink {...order} />
                </Table.Td>
                <Table.Td>{dayText(order.orderDate)}</Table.Td>
                <Table.Td ta="end">{order.quantity}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Shown shown={items.length} />
    </Section>
  );
}

interface OrderLinkProps {
  readonly orderId: string;
  readonly number: number;
  readonly status: string;
}

function OrderLink({ orderId, number, status }: OrderLinkProps) {
  return (
    <>
      <Anchor component={Link} to={`/app/orders/${orderId}`} size="sm">
        Order {number}
      </Anchor>
      <Text size="xs" c="dimmed">
        {STATUS_WORDS[status] ?? status}
      </Text>
    </>
  );
}

/** The instance lists at most 200 of anything in a trace; the sums above are of all. */
const MOST_LISTED = 200;

function Shown({ shown }: { readonly shown: number }) {
  return shown < MOST_LISTED ? null : (
    <Text size="sm" c="dimmed" mt="sm">
      The newest {MOST_LISTED} are listed.
    </Text>
  );
}
