import { ConfirmDialog, Form, LongText, ProblemAlert } from '@carenode/ui';
import { Button, Checkbox, Grid, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { hasNotLeft, type WholeOrder } from '../shared/order.rules.js';
import { type OrderStep, useOrderStep } from './all-orders.queries.js';

type Asked = 'paid' | 'ship' | 'return' | 'cancel';

/** What can be done with the order as it stands. */
export function OrderSteps({ order }: { readonly order: WholeOrder }) {
  const { id, status, reviewStatus } = order;
  const step = useOrderStep(id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (what: Asked) => {
    step.reset();
    setAsked(what);
  };
  const close = () => setAsked(null);
  const take = (taken: OrderStep) => step.mutate(taken, { onSuccess: close });
  const waits = reviewStatus === 'pending';
  const props = { order, pending: step.isPending, error: step.error, onTake: take, onClose: close };
  return (
    <>
      {asked === null && step.error && <ProblemAlert error={step.error} title="The order is as it was" />}
      <Group gap="xs">
        {status === 'placed' && !waits && order.paymentProvider === 'manual' && (
          <Button onClick={() => ask('paid')}>It was paid …</Button>
        )}
        {status === 'paid' && <Button onClick={() => ask('ship')}>It was sent …</Button>}
        {status === 'shipped' && (
          <Button loading={step.isPending} onClick={() => take({ do: 'deliver' })}>
            It has arrived
          </Button>
        )}
        {(status === 'shipped' || status === 'delivered') && (
          <Button variant="default" onClick={() => ask('return')}>
            It came back …
          </Button>
        )}
        {hasNotLeft(status) && (
          <>
            <Button variant="default" loading={step.isPending} onClick={() => take({ do: 'reallocate' })}>
              Take other lots
            </Button>
            <Button variant="default" onClick={() => ask('cancel')}>
              Cancel …
            </Button>
          </>
        )}
      </Group>
      {hasNotLeft(status) && (
        <Text size="sm" c="dimmed">
          “Take other lots” replaces lots that are held or have expired.
        </Text>
      )}
      {asked === 'paid' && <PaidDialog {...props} />}
      {asked === 'ship' && <ShipDialog {...props} />}
      {asked === 'return' && <ReturnDialog {...props} />}
      {asked === 'cancel' && <CancelDialog {...props} />}
    </>
  );
}

interface DialogProps {
  readonly order: WholeOrder;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onTake: (step: OrderStep) => void;
  readonly onClose: () => void;
}

function PaidDialog({ order, pending, error, onTake, onClose }: DialogProps) {
  const [reference, setReference] = useState('');
  const told = reference.trim();
  return (
    <ConfirmDialog
      opened
      title={`Was order ${order.number} paid?`}
      confirm="It was paid"
      pending={pending}
      error={error}
      onConfirm={() => onTake({ do: 'paid', body: told === '' ? {} : { reference: told } })}
      onClose={onClose}
    >
      <TextInput
        label="What the bank calls the payment"
        description="May stay empty"
        maxLength={80}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

function ShipDialog({ order, pending, error, onTake, onClose }: DialogProps) {
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const ship = () =>
    onTake({
      do: 'ship',
      body: {
        ...(carrier.trim() === '' ? {} : { carrier: carrier.trim() }),
        ...(trackingNumber.trim() === '' ? {} : { trackingNumber: trackingNumber.trim() }),
      },
    });
  return (
    <Modal opened onClose={onClose} title={`Was order ${order.number} sent?`} size="lg">
      <Form label="Parcel" problem={error} notSaved="It is not to be sent" onSubmit={ship}>
        <Grid gap="sm">
          <Grid.Col span={{ base: 12, sm: 5 }}>
            <TextInput
              label="Carrier"
              maxLength={100}
              value={carrier}
              onChange={(event) => setCarrier(event.currentTarget.value)}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 7 }}>
            <TextInput
              label="Number of the parcel"
              maxLength={200}
              value={trackingNumber}
              onChange={(event) => setTrackingNumber(event.currentTarget.value)}
            />
          </Grid.Col>
        </Grid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            It was sent
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

function ReturnDialog({ order, pending, error, onTake, onClose }: DialogProps) {
  const [restock, setRestock] = useState(false);
  return (
    <ConfirmDialog
      opened
      title={`Did order ${order.number} come back?`}
      confirm="It came back"
      pending={pending}
      error={error}
      onConfirm={() => onTake({ do: 'return', body: { restock } })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">Money is given back apart, below.</Text>
        <Checkbox
          label="Its units can be sold again"
          checked={restock}
          onChange={(event) => setRestock(event.currentTarget.checked)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function CancelDialog({ order, pending, error, onTake, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const told = reason.trim();
  return (
    <ConfirmDialog
      opened
      title={`Cancel order ${order.number}?`}
      confirm="Cancel the order"
      danger
      pending={pending}
      error={error}
      onConfirm={() => onTake({ do: 'cancel', body: told === '' ? {} : { reason: told } })}
      onClose={onClose}
    >
      <Text size="sm">Its units can be sold again, and the patient is told.</Text>
      <LongText
        label="Why"
        description="The patient reads it; may stay empty"
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
