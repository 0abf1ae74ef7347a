import { dayText, Loaded, momentText, PageHeader, Section } from '@carenode/ui';
import { Alert, Grid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import type { WholeOrder } from '../shared/order.rules.js';
import { OrderAddresses, OrderLines, OrderState } from '../shared/order-parts.js';
import { StatusLine } from '../shared/status-line.js';
import { orderQuery } from './all-orders.queries.js';
import { OrderPayments } from './order-payments.js';
import { OrderSteps } from './order-steps.js';

/** One order, with what can be done with it. */
export function OrderPage() {
  const { id = '' } = useParams();
  const order = useQuery(orderQuery(id));
  return (
    <>
      <PageHeader
        title={order.data ? `Order ${order.data.number}` : 'Order'}
        about={order.data && <OrderState order={order.data} />}
        back={{ to: '/app/orders', label: 'Orders' }}
      />
      <Loaded query={order} lines={10}>
        {(found) => (
          <Stack gap="lg">
            <Review order={found} />
            <Section title="Where it stands">
              <Stack>
                <StatusLine order={found} />
                {(found.carrier !== null || found.trackingNumber !== null) && (
                  <Text size="sm">
                    Sent with {found.carrier ?? 'a carrier'}
                    {found.trackingNumber !== null && `, parcel ${found.trackingNumber}`}
                  </Text>
                )}
                {found.cancelReason !== null && <Text size="sm">Cancelled: {found.cancelReason}</Text>}
                <OrderSteps order={found} />
              </Stack>
            </Section>
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 7 }}>
                <Section title="What was ordered">
                  <OrderLines order={found} />
                </Section>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <Addresses order={found} />
              </Grid.Col>
            </Grid>
            <OrderPayments order={found} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Review({ order: { reviewStatus, reviewReason, reviewNote, reviewedAt } }: OfOrder) {
  if (reviewStatus === null) return null;
  if (reviewStatus === 'pending')
    return (
      <Alert color="yellow" title="It waits for a provider" role="status">
        <Text size="sm">{reviewReason}</Text>
      </Alert>
    );
  return (
    <Alert
      color="gray"
      title={`A provider ${reviewStatus === 'approved' ? 'approved' : 'rejected'} it${
        reviewedAt === null ? '' : ` on ${dayText(reviewedAt)}`
      }`}
    >
      <Text size="sm">{reviewNote ?? reviewReason}</Text>
    </Alert>
  );
}

interface OfOrder {
  readonly order: WholeOrder;
}

function Addresses({ order }: OfOrder) {
  const { reservedUntil, status } = order;
  return (
    <Section title="Addresses">
      <Stack gap="sm">
        <OrderAddresses order={order} />
        {status === 'placed' && reservedUntil !== null && (
          <Text size="sm" c="dimmed">
            Its units are kept until {momentText(reservedUntil)}.
          </Text>
        )}
      </Stack>
    </Section>
  );
}
