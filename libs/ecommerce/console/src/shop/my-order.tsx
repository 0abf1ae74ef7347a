import { ConfirmDialog, DoneAlert, Loaded, LongText, momentText, ProblemAlert, Section } from '@carenode/ui';
import { Alert, Button, Grid, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router';

import { hasNotLeft, isHad, type OrderLine, type WholeOrder } from '../shared/order.rules.js';
import { OrderAddresses, OrderLines, OrderState } from '../shared/order-parts.js';
import { StatusLine } from '../shared/status-line.js';
import { UseForm } from '../use/use-form.js';
import { myOrderQuery, useMyOrderStep } from './orders.queries.js';
import { PaymentDue } from './payment-due.js';
import { SHOP_PATH, ShopHeader } from './shop-header.js';

/** One order of mine: where it stands, what it is of, and what I can do. */
export function MyOrder() {
  const { id = '' } = useParams();
  const order = useQuery(myOrderQuery(id));
  const isNew = (useLocation().state as { readonly isNew?: boolean } | null)?.isNew === true;
  return (
    <>
      <ShopHeader
        title={order.data ? `Order ${order.data.number}` : 'Order'}
        about={order.data && <OrderState order={order.data} />}
        back={{ to: `${SHOP_PATH}/orders`, label: 'My orders' }}
      />
      <Loaded query={order} lines={8}>
        {(found) => (
          <Stack gap="lg">
            {isNew && <DoneAlert>Thank you. Your order was placed.</DoneAlert>}
            <Notices order={found} />
            <Section title="Where it stands" actions={<Steps order={found} />}>
              <StatusLine order={found} />
              {(found.carrier !== null || found.trackingNumber !== null) && (
                <Text size="sm" mt="sm">
                  Sent with {found.carrier ?? 'a carrier'}
                  {found.trackingNumber !== null && `, parcel ${found.trackingNumber}`}
                </Text>
              )}
            </Section>
            {found.status === 'placed' && found.reviewStatus !== 'pending' && <PaymentDue order={found} />}
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 7 }}>
                <Ordered order={found} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <Section title="Addresses">
                  <Stack gap="sm">
                    <OrderAddresses order={found} />
                  </Stack>
                </Section>
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Notices({ order }: { readonly order: WholeOrder }) {
  if (order.reviewStatus === 'pending' && order.status === 'placed')
    return (
      <Alert color="yellow" title="A provider looks at this order first" role="status" data-review>
        <Text size="sm">
          {order.reviewReason} You need not do anything: you are told as soon as somebody who cares for you
          has decided.
          {order.reservedUntil !== null && ` Your units are kept until ${momentText(order.reservedUntil)}.`}
        </Text>
      </Alert>
    );
  const note = order.reviewNote === null ? '' : ` They said: “${order.reviewNote}”`;
  if (order.reviewStatus === 'rejected')
    return (
      <Alert color="yellow" title="This order was not approved" role="status">
        <Text size="sm">{`It was cancelled.${note}`}</Text>
      </Alert>
    );
  if (order.status === 'cancelled' && order.cancelReason !== null)
    return (
      <Alert color="gray" title="This order was cancelled" role="status">
        <Text size="sm">{order.cancelReason}</Text>
      </Alert>
    );
  if (order.reviewStatus === 'approved' && hasNotLeft(order.status) && note !== '')
    return (
      <Alert color="green" title="A provider approved this order" role="status">
        <Text size="sm">{note.trim()}</Text>
      </Alert>
    );
  return null;
}

function Steps({ order }: { readonly order: WholeOrder }) {
  const step = useMyOrderStep(order.id);
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {order.status === 'shipped' && (
          <Button loading={step.isPending} onClick={() => step.mutate('received')}>
            I have received it
          </Button>
        )}
        {hasNotLeft(order.status) && (
          <Button
            variant="default"
            onClick={() => {
              step.reset();
              setAsked(true);
            }}
          >
            Cancel the order …
          </Button>
        )}
      </Group>
      {!isAsked && step.error && <ProblemAlert error={step.error} />}
      <ConfirmDialog
        opened={isAsked}
        title={`Cancel order ${order.number}?`}
        confirm="Cancel the order"
        danger
        pending={step.isPending}
        error={step.error}
        onConfirm={() =>
          step.mutate(
            { cancel: reason.trim() === '' ? {} : { reason: reason.trim() } },
            { onSuccess: () => setAsked(false) },
          )
        }
        onClose={() => setAsked(false)}
      >
        <Text size="sm">
          {order.status === 'paid'
            ? 'Nothing is sent then, and what you paid is given back.'
            : 'Nothing is sent then, and nothing is to be paid.'}
        </Text>
        <LongText
          label="Why"
          description="May stay empty"
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </Stack>
  );
}

function Ordered({ order }: { readonly order: WholeOrder }) {
  const [used, setUsed] = useState<OrderLine | null>(null);
  return (
    <Section title="What you ordered">
      <OrderLines
        order={order}
        below={(line) =>
          isHad(order.status) && (
            <Button
              variant="light"
              size="xs"
              mt={6}
              aria-label={`Log use of ${line.name}`}
              onClick={() => setUsed(line)}
            >
              Log use
            </Button>
          )
        }
      />
      <Modal
        opened={used !== null}
        onClose={() => setUsed(null)}
        title={`Log a use of ${used?.name}`}
        size="lg"
      >
        {used && <UseForm patientId="me" purchase={{ orderItemId: used.id, name: used.name }} />}
      </Modal>
    </Section>
  );
}
