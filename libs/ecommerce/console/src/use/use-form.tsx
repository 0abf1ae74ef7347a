import { DoneAlert, Form, LongText, useDraft } from '@carenode/ui';
import { Autocomplete, Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { PackageQuestion } from './package-question.js';
import { purchasesQuery, useUseSaving } from './use.queries.js';
import { measurementOf, type UseDraft } from './use.rules.js';

const LABELS = {
  variableName: 'What you used',
  value: 'How much',
  unit: 'Unit',
  startAt: 'When',
  notes: 'Notes',
} as const;

interface UseFormProps {
  readonly patientId: string;
  /** What it is of; without, it is asked for afterwards. */
  readonly purchase?: { readonly orderItemId: string; readonly name: string };
}

/** Writes down that something was taken or applied, and from which package. */
export function UseForm({ patientId, purchase }: UseFormProps) {
  const start: UseDraft = { variableName: purchase?.name ?? '', value: 1, unit: '', when: '', notes: '' };
  const saving = useUseSaving(patientId);
  const { draft, replace, problem, text, value } = useDraft({ start, labels: LABELS, saving });
  const bought = useQuery({ ...purchasesQuery(patientId), enabled: purchase === undefined });
  const names = [...new Set((bought.data ?? []).map(({ name }) => name))];
  return (
    <>
      {purchase === undefined && saving.isSuccess && (
        <PackageQuestion
          key={saving.data.measurement.id}
          patientId={patientId}
          measurementId={saving.data.measurement.id}
          variableId={saving.data.measurement.variableId}
        />
      )}
      <Form
        label="Log a use"
        problem={problem}
        notSaved="It was not written down"
        onSubmit={() =>
          saving.mutate(
            { body: measurementOf(draft, new Date()), orderItemId: purchase?.orderItemId ?? null },
            { onSuccess: () => replace(start) },
          )
        }
      >
        {saving.isSuccess && (
          <DoneAlert>
            <Text size="sm">
              It was written down{saving.data.lots === null ? '.' : `, as of lot ${saving.data.lots}.`}
            </Text>
          </DoneAlert>
        )}
        {purchase ? (
          <TextInput required withAsterisk={false} maxLength={500} {...text('variableName')} />
        ) : (
          <Autocomplete
            size="md"
            placeholder="Metformin, glucose test …"
            required
            withAsterisk={false}
            maxLength={500}
            data={names}
            {...value('variableName')}
          />
        )}
        <Group grow align="flex-start" gap="sm">
          <NumberInput size="md" min={0} required withAsterisk={false} {...value('value')} />
          <TextInput placeholder="tablet, mg, ml" maxLength={100} {...text('unit')} />
        </Group>
        <TextInput
          type="datetime-local"
          description="Now, if it is left empty"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...text('when', 'startAt')}
        />
        <LongText {...text('notes')} />
        <Button type="submit" size="md" loading={saving.isPending}>
          Write it down
        </Button>
      </Form>
    </>
  );
}
