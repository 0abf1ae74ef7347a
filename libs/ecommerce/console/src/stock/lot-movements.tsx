import {
  FormDialog,
  LongText,
  momentText,
  Nothing,
  PagedList,
  Section,
  TableIcon,
  useDraft,
} from '@carenode/ui';
import { Button, NativeSelect, NumberInput, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { movementsQuery, useMovement } from './stock.queries.js';
import { MOVEMENT_WORDS, type MovementKind, movementText, signed } from './stock.rules.js';

/** The stock book of a lot: what came in and went other than by orders. */
export function Movements({ lotId }: { readonly lotId: string }) {
  const movements = useInfiniteQuery(movementsQuery(lotId));
  const [isNew, setNew] = useState(false);
  return (
    <Section
      title="Stock book"
      about="What came in and went other than by orders, newest first"
      actions={
        <Button variant="default" onClick={() => setNew(true)}>
          Write into the stock book …
        </Button>
      }
    >
      <PagedList query={movements} nothing={<Nothing icon={TableIcon} title="Nothing was written yet" />}>
        {(items) => (
          <Table verticalSpacing="sm" aria-label="Stock book">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th>What</Table.Th>
                <Table.Th ta="end">Units</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ id, createdAt, kind, quantity, reason }) => (
                <Table.Tr key={id}>
                  <Table.Td>{momentText(createdAt)}</Table.Td>
                  <Table.Td>
                    {movementText(kind)}
                    {reason !== null && (
                      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {reason}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="end">{quantity > 0 ? `+${quantity}` : quantity}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
      {isNew && <MovementForm lotId={lotId} onClose={() => setNew(false)} />}
    </Section>
  );
}

const ABOUT: Readonly<Record<MovementKind, string>> = {
  received: 'How many more of it came in',
  counted: 'How many more a count found; less than zero for fewer',
  'written-off': 'How many were destroyed or lost',
  returned: 'How many came back and can be sold',
};

interface MovementFormProps {
  readonly lotId: string;
  readonly onClose: () => void;
}

function MovementForm({ lotId, onClose }: MovementFormProps) {
  const saving = useMovement(lotId);
  const { draft, problem, text, value } = useDraft({
    start: { kind: 'counted' as MovementKind, quantity: '' as number | string, reason: '' },
    labels: { kind: 'What happened', quantity: 'Units', reason: 'Why' },
    saving,
  });
  const save = () => {
    const reason = draft.reason.trim();
    saving.mutate(
      {
        kind: draft.kind,
        quantity: signed(draft.kind, Number(draft.quantity)),
        ...(reason === '' ? {} : { reason }),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog
      title="Write into the stock book"
      label="Stock book"
      problem={problem}
      notSaved="Nothing was written"
      submit="Write it down"
      pending={saving.isPending}
      onSubmit={save}
      onClose={onClose}
    >
      <NativeSelect
        size="md"
        data={Object.entries(MOVEMENT_WORDS).map(([code, label]) => ({ value: code, label }))}
        {...text('kind')}
      />
      <NumberInput
        size="md"
        description={ABOUT[draft.kind]}
        allowDecimal={false}
        min={draft.kind === 'counted' ? -1_000_000_000 : 1}
        max={1_000_000_000}
        required
        withAsterisk={false}
        {...value('quantity')}
      />
      <LongText maxLength={1000} {...text('reason')} />
    </FormDialog>
  );
}
