import { answerOf, api, CopyField, dayText, Loaded, Section } from '@carenode/ui';
import { Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';

import { moneyText } from '../shared/money.rules.js';
import type { WholeOrder } from '../shared/order.rules.js';
import { ORDERS } from '../shared/shop.keys.js';

/** How an order is paid. Asked for again it is the same payment, so that to look at it is to begin it. */
const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'payment', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/orders/{id}/payment', {
          params: { path: { patientId: 'me', id } },
          signal,
        }),
      ),
    refetchOnWindowFocus: false,
  });

/** What is to be paid of a placed order, and how. */
export function PaymentDue({ order }: { readonly order: WholeOrder }) {
  if (order.paymentProvider !== 'manual')
    return (
      <Section title="Payment">
        <Text size="sm">
          This order is paid by card, which cannot be done on this page. Pay where you ordered it, or cancel
          it here and order again by invoice.
        </Text>
      </Section>
    );
  return <Invoice order={order} />;
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
