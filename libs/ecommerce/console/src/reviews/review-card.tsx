import { ConfirmDialog, LongText, momentText, ProblemAlert } from '@carenode/ui';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import type { OrderLine, ReviewedOrder } from '../shared/order.rules.js';
import { OrderLines } from '../shared/order-parts.js';
import { productQuery } from '../shared/products.queries.js';
import { PrescriptionForm } from './prescription-form.js';
import { patientNameQuery, useReview } from './reviews.queries.js';

/** An order that waits: what it lacks, and the decision. */
export function ReviewCard({ order }: { readonly order: ReviewedOrder }) {
  const { patientId, number, orderDate, reviewReason, reservedUntil } = order;
  const name = useQuery(patientNameQuery(patientId));
  return (
    <Paper component="li" p="md" data-review={number}>
      <Stack gap="sm">
        <div>
          <Title order={3}>
            Order {number} of{' '}
            <Anchor component={Link} to={`/patients/${patientId}/prescriptions`} inherit>
              {name.data ?? 'a patient'}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            Ordered {momentText(orderDate)}
            {reservedUntil !== null && ` · kept until ${momentText(reservedUntil)}`}
          </Text>
        </div>
        {reviewReason !== null && <Text size="sm">{reviewReason}</Text>}
        <OrderLines order={order} below={(line) => <Lacking patientId={patientId} line={line} />} />
        <Decision order={order} />
      </Stack>
    </Paper>
  );
}

function Lacking({ patientId, line }: { readonly patientId: string; readonly line: OrderLine }) {
  const isLacking = line.needsPrescription && line.prescriptionId === null;
  const product = useQuery({ ...productQuery(line.productId), enabled: isLacking });
  const [isOpen, setOpen] = useState(false);
  if (!isLacking) return null;
  const treatmentId = product.data?.treatmentId ?? null;
  return (
    <>
      <Button
        size="xs"
        variant="light"
        mt={6}
        disabled={product.isPending}
        aria-label={`Prescribe ${line.name}`}
        onClick={() => setOpen(true)}
      >
        Prescribe …
      </Button>
      {isOpen && (
        <PrescriptionForm
          patientId={patientId}
          start={{ treatmentId, quantity: line.quantity }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Decision({ order: { id, number } }: { readonly order: ReviewedOrder }) {
  const review = useReview(id);
  const [isRejecting, setRejecting] = useState(false);
  const [note, setNote] = useState('');
  return (
    <>
      <LongText
        label="Note"
        description="The patient reads it; may stay empty"
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {!isRejecting && review.error && (
        <ProblemAlert error={review.error} title="The order was not approved" />
      )}
      <Group gap="xs">
        <Button
          loading={review.isPending && !isRejecting}
          onClick={() => review.mutate({ isApproved: true, note })}
        >
          Approve
        </Button>
        <Button
          variant="default"
          onClick={() => {
            review.reset();
            setRejecting(true);
          }}
        >
          Reject …
        </Button>
      </Group>
      <ConfirmDialog
        opened={isRejecting}
        title={`Reject order ${number}?`}
        confirm="Reject the order"
        danger
        pending={review.isPending}
        error={review.error}
        onConfirm={() => review.mutate({ isApproved: false, note }, { onSuccess: () => setRejecting(false) })}
        onClose={() => {
          review.reset();
          setRejecting(false);
        }}
      >
        <Text size="sm">
          The order is cancelled, and what it had can be sold again.{' '}
          {note.trim() === ''
            ? 'The patient is not told why: write a note first if they should be.'
            : 'The patient reads your note.'}
        </Text>
      </ConfirmDialog>
    </>
  );
}
