import { dayText, Nothing, PagedList, PageHeader, Section, TruckIcon } from '@carenode/ui';
import { Anchor, Group, NativeSelect, NumberInput, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { linesOf, type Order, STATUS_WORDS } from '../shared/order.rules.js';
import { OrderState } from '../shared/order-parts.js';
import { allOrdersQuery, type OrderStatus } from './all-orders.queries.js';

export function OrderList() {
  const [status, setStatus] = useState<OrderStatus>('');
  const [typed, setTyped] = useState<number | string>('');
  const [number] = useDebouncedValue(typed === '' ? null : Number(typed), 250);
  const orders = useInfiniteQuery(allOrdersQuery(status, number));
  return (
    <>
      <PageHeader title="Orders" about="What was ordered: payments, parcels and returns." />
      <Section title="Orders" about="Newest first">
        <Group mb="md" gap="sm" align="flex-end">
          <NumberInput
            label="Number"
            min={1}
            allowDecimal={false}
            hideControls
            value={typed}
            onChange={setTyped}
            w={140}
          />
          <NativeSelect
            label="State"
            value={status}
            onChange={(event) => setStatus(event.currentTarget.value as OrderStatus)}
            data={[
              { value: '', label: 'All' },
              ...Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label })),
            ]}
          />
        </Group>
        <PagedList
          query={orders}
          lines={8}
          nothing={<Nothing icon={TruckIcon} title="There is no such order" />}
        >
          {(items) => <Rows orders={items} />}
        </PagedList>
      </Section>
    </>
  );
}

function Rows({ orders }: { readonly orders: readonly Order[] }) {
  return (
    <Table verticalSpacing="sm" aria-label="Orders">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Order</Table.Th>
          <Table.Th ta="end">Total</Table.Th>
          <Table.Th>State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => (
          <Table.Tr key={order.id} data-order={order.number}>
            <Table.Td>
              <Anchor component={Link} to={`/app/orders/${order.id}`} size="sm">
                Order {order.number}
              </Anchor>
              <Text size="xs" c="dimmed">
                {dayText(order.orderDate)}
              </Text>
              <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                {linesOf(order)
                  .map(({ quantity, name }) => `${quantity} × ${name}`)
                  .join(', ')}
              </Text>
            </Table.Td>
            <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
              {moneyText(order.totalAmount, order.currency)}
            </Table.Td>
            <Table.Td>
              <OrderState order={order} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
