import { CardIcon, CopyField, dayText, Loaded, momentText, Section } from '@carenode/ui';
import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { moneyText } from '../shared/money.rules.js';
import type { WholeOrder } from '../shared/order.rules.js';
import { paymentQuery } from './orders.queries.js';
import { payPath } from './shop-header.js';

/** What is to be paid of a placed order, and how. */
export function PaymentDue({ order }: { readonly order: WholeOrder }) {
  if (order.paymentProvider !== 'manual') return <ByCard order={order} />;
  return <Invoice order={order} />;
}

/** The card is entered on a page of its own, which is loaded anew: no other page runs the script of Stripe. */
function ByCard({ order }: { readonly order: WholeOrder }) {
  return (
    <Section title="Payment" about="By card">
      <Stack gap="sm" align="flex-start">
        <Text>
          <b data-due>{moneyText(order.totalAmount, order.currency)}</b> is to be paid.
          {order.reservedUntil !== null && order.isReserved
            ? ` Your units are kept for you until ${momentText(order.reservedUntil)}.`
            : ' Your units are not kept any more: pay soon, as long as there are any.'}
        </Text>
        <Button component="a" href={payPath(order.id)} size="md" leftSection={<CardIcon size={18} />}>
          Pay by card
        </Button>
      </Stack>
    </Section>
  );
}

function Invoice({ order }: { readonly order: WholeOrder }) {
  const payment = useQuery(paymentQuery(order.id));
  return (
    <Section title="Payment" about="By invoice">
      <Loaded query={payment} lines={3}>
        {({ amount, currency, invoice, status }) => (
          <Stack gap="sm">
            <Text>
              Please pay <b data-due>{moneyText(amount, currency)}</b>
              {invoice?.dueAt != null && ` by ${dayText(invoice.dueAt)}`}, as the invoice that you get says.
              Your units are kept for you until then.
            </Text>
            {invoice?.number !== undefined && (
              <CopyField
                label="Number of the invoice"
                description="Name it with the payment, so that it is found"
                value={invoice.number}
              />
            )}
            {status === 'failed' && <Text size="sm">The last payment did not work. You can pay again.</Text>}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
