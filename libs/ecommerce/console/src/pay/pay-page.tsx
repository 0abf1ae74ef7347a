import { AlertIcon, DoneAlert, Loaded, Loading, Section } from '@carenode/ui';
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { isPayableByCard, type WholeOrder } from '../shared/order.rules.js';
import { OrderLines, OrderState } from '../shared/order-parts.js';
import { myOrderQuery } from '../shop/orders.queries.js';
import { payPath, SHOP_PATH, ShopHeader } from '../shop/shop-header.js';
import { CardPayment } from './card-payment.js';
import { isStripeHere } from './stripe-js.js';

/**
 * Where an order is paid by card. Only a document that was loaded at this address may run the script of Stripe, and it ends
 * with this page: a script of somebody else could read what the console shows.
 */
export function PayPage() {
  const { id = '' } = useParams();
  const isOwnDocument = useOwnDocument(payPath(''));
  useForgottenReturn();
  const order = useQuery({ ...myOrderQuery(id), enabled: isOwnDocument });
  return (
    <>
      <ShopHeader
        title={order.data ? `Pay order ${order.data.number}` : 'Pay'}
        about={order.data && <OrderState order={order.data} />}
        back={{ to: `${SHOP_PATH}/orders/${id}`, label: 'The order' }}
      />
      {isOwnDocument ? (
        <Loaded query={order} lines={8}>
          {(found) => (
            <Stack gap="lg" maw="42rem">
              {isPayableByCard(found) ? <ToPay order={found} /> : <Outcome order={found} />}
              <Section title="What you ordered">
                <OrderLines order={found} />
              </Section>
            </Stack>
          )}
        </Loaded>
      ) : (
        <Loading lines={8} />
      )}
    </>
  );
}

/** Loads the document anew when it was loaded elsewhere, and once more when somebody leaves it with Stripe in it, or on its way. */
function useOwnDocument(path: string): boolean {
  const [loaded] = performance.getEntriesByType('navigation');
  const isOwn = loaded === undefined || new URL(loaded.name).pathname.startsWith(path);
  useEffect(() => {
    if (!isOwn) window.location.reload();
    return () => {
      if (isStripeHere()) window.location.reload();
    };
  }, [isOwn]);
  return isOwn;
}

/** A bank that sends the person back has the payment in the address. It is asked for anew, and does not stay there. */
function useForgottenReturn(): void {
  const [search, setSearch] = useSearchParams();
  const isReturn = search.has('payment_intent_client_secret');
  useEffect(() => {
    if (isReturn) setSearch({}, { replace: true });
  }, [isReturn, setSearch]);
}

function ToPay({ order }: { readonly order: WholeOrder }) {
  return (
    <Section
      title="Card"
      about={
        <>
          <b data-due>{moneyText(order.totalAmount, order.currency)}</b> is to be paid. What you enter goes to
          Stripe, and never to this instance.
        </>
      }
    >
      <CardPayment orderId={order.id} />
    </Section>
  );
}

function Outcome({ order: { id, status, paymentProvider } }: { readonly order: WholeOrder }) {
  const toOrder = (
    <Group mt="sm">
      <Button component={Link} to={`${SHOP_PATH}/orders/${id}`} variant="light">
        To the order
      </Button>
    </Group>
  );
  if (status === 'cancelled' || status === 'refunded')
    return (
      <Alert color="gray" icon={<AlertIcon />} title="This order was cancelled" role="status">
        <Text size="sm">
          Nothing is to be paid. If money was taken all the same, it is given back by itself.
        </Text>
        {toOrder}
      </Alert>
    );
  if (status === 'placed')
    return (
      <Alert color="yellow" icon={<AlertIcon />} title="This order is not paid here" role="status">
        <Text size="sm">
          {paymentProvider === 'manual'
            ? 'It is paid by invoice.'
            : 'A provider looks at it first. You are told as soon as it can be paid.'}
        </Text>
        {toOrder}
      </Alert>
    );
  return (
    <DoneAlert>
      <Text fw={600} data-paid>
        It is paid. Thank you.
      </Text>
      <Text size="sm">
        {status === 'paid' && 'You are told when it is sent. '}
        <Anchor component={Link} to={`${SHOP_PATH}/orders/${id}`} inherit fw={600}>
          Look at the order
        </Anchor>
      </Text>
    </DoneAlert>
  );
}
