import { CardIcon, FormDialog, Loaded, LongText, momentText, Nothing, Section, useDraft } from '@carenode/ui';
import { Badge, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { moneyText } from '../shared/money.rules.js';
import type { WholeOrder } from '../shared/order.rules.js';
import { type Payment, paymentsQuery, useRefund } from './all-orders.queries.js';

const STATUS_WORDS: Readonly<Record<string, string>> = {
  pending: 'Not yet paid',
  succeeded: 'Paid',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
const REFUND_WORDS: Readonly<Record<string, string>> = {
  pending: 'on its way',
  succeeded: 'given back',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** What was paid of an order, and what was given back. */
export function OrderPayments({ order }: { readonly order: WholeOrder }) {
  const payments = useQuery(paymentsQuery(order.id));
  const [refunded, setRefunded] = useState<Payment | null>(null);
  return (
    <Section title="Payments">
      <Loaded query={payments}>
        {(items) =>
          items.length === 0 ? (
            <Nothing icon={CardIcon} title="Nothing was paid yet" />
          ) : (
            <Stack>
              {items.map((payment) => (
                <PaymentLine key={payment.id} payment={payment} onRefund={() => setRefunded(payment)} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {refunded && <RefundForm orderId={order.id} payment={refunded} onClose={() => setRefunded(null)} />}
    </Section>
  );
}

interface Refund {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly reason: string | null;
}

function PaymentLine({ payment, onRefund }: { readonly payment: Payment; readonly onRefund: () => void }) {
  const { provider, status, amount, amountRefunded, currency, reference, succeededAt } = payment;
  const refunds = Array.isArray(payment.refunds) ? (payment.refunds as readonly Refund[]) : [];
  return (
    <Group justify="space-between" align="flex-start" gap="sm" data-payment={status}>
      <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
        <Group gap="xs">
          <Text fw={600}>{moneyText(amount, currency)}</Text>
          <Badge color={status === 'succeeded' ? 'green' : 'gray'}>{STATUS_WORDS[status] ?? status}</Badge>
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {provider === 'manual' ? 'By invoice' : 'By Stripe'}
          {reference !== null && ` · ${reference}`}
          {succeededAt !== null && ` · ${momentText(succeededAt)}`}
        </Text>
        {refunds.map((refund) => (
          <Text key={refund.id} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {moneyText(refund.amount, currency)} {REFUND_WORDS[refund.status] ?? refund.status}
            {refund.reason !== null && `: ${refund.reason}`}
          </Text>
        ))}
      </div>
      {status === 'succeeded' && amountRefunded < amount && (
        <Button size="xs" variant="default" onClick={onRefund}>
          Give money back …
        </Button>
      )}
    </Group>
  );
}

interface RefundFormProps {
  readonly orderId: string;
  readonly payment: Payment;
  readonly onClose: () => void;
}

function RefundForm({ orderId, payment, onClose }: RefundFormProps) {
  const saving = useRefund(orderId);
  const left = payment.amount - payment.amountRefunded;
  const { draft, problem, text, value } = useDraft({
    start: { amount: '' as number | string, reason: '' },
    labels: { amount: 'How much', reason: 'Why' },
    saving,
  });
  const save = () =>
    saving.mutate(
      {
        reason: draft.reason.trim(),
        ...(draft.amount === '' ? {} : { amount: Number(draft.amount) }),
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog
      title="Give money back"
      label="Refund"
      problem={problem}
      notSaved="Nothing was given back"
      submit="Give it back"
      pending={saving.isPending}
      onSubmit={save}
      onClose={onClose}
    >
      <NumberInput
        size="md"
        min={0}
        description={`All that is left, ${moneyText(left, payment.currency)}, if it stays empty`}
        {...value('amount')}
      />
      <LongText
        description="The patient reads it"
        required
        withAsterisk={false}
        maxLength={2000}
        {...text('reason')}
      />
      {payment.provider === 'manual' && (
        <Text size="sm" c="dimmed">
          This only notes it: the money is sent by you.
        </Text>
      )}
    </FormDialog>
  );
}
