import { dayText, ListIcon, Nothing, PagedList, PlainList, Section } from '@carenode/ui';
import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { linesOf, type Order } from '../shared/order.rules.js';
import { OrderState } from '../shared/order-parts.js';
import { myOrdersQuery } from './orders.queries.js';
import { BACK_TO_SHOP, SHOP_PATH, ShopHeader } from './shop-header.js';

export function MyOrders() {
  const orders = useInfiniteQuery(myOrdersQuery);
  return (
    <>
      <ShopHeader title="My orders" back={BACK_TO_SHOP} />
      <Section title="Orders" about="Newest first">
        <PagedList
          query={orders}
          lines={6}
          nothing={
            <Nothing icon={ListIcon} title="You have ordered nothing yet">
              <Button component={Link} to={SHOP_PATH} variant="light">
                To the shop
              </Button>
            </Nothing>
          }
        >
          {(items) => (
            <PlainList label="My orders" gap="sm">
              {items.map((order) => (
                <OrderCard key={order.id} order={order} />
              ))}
            </PlainList>
          )}
        </PagedList>
      </Section>
    </>
  );
}

function OrderCard({ order }: { readonly order: Order }) {
  return (
    <Paper component="li" p="md" data-order={order.number}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ minWidth: 0, flex: '1 1 12rem' }}>
          <Anchor component={Link} to={`${SHOP_PATH}/orders/${order.id}`} fw={600}>
            Order {order.number}
          </Anchor>
          <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {linesOf(order)
              .map(({ quantity, name }) => `${quantity} × ${name}`)
              .join(', ')}
          </Text>
          <Text size="sm" c="dimmed">
            {dayText(order.orderDate)} · {moneyText(order.totalAmount, order.currency)}
          </Text>
        </div>
        <OrderState order={order} />
      </Group>
    </Paper>
  );
}
