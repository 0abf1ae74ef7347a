import {
  answerOf,
  api,
  CheckIcon,
  fieldErrorsOf,
  formText,
  idempotencyKey,
  ProblemAlert,
  type Schemas,
} from '@carenode/ui';
import { Alert, Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';

const LABELS = {
  foodName: 'What was eaten',
  quantity: 'How much',
  unit: 'Unit',
  calories: 'Energy in kcal',
  timestamp: 'When',
} as const;

export function FoodLogForm({ patientId }: { readonly patientId: string }) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  // The same entry sent twice, as after a lost answer, is written down once.
  const [key, setKey] = useState(idempotencyKey);
  const [round, setRound] = useState(0);
  const add = useMutation({
    mutationFn: (body: Schemas['FoodLogInput']) =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/food-log', {
          params: { path: { patientId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    onSuccess: async () => {
      setKey(idempotencyKey());
      setRound((before) => before + 1);
      await client.invalidateQueries({ queryKey: [...patientKey(patientId), 'food-log'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(entryOf(new FormData(event.currentTarget)));
  };
  const errors = fieldErrorsOf(add.error, LABELS);
  return (
    <form
      ref={form}
      key={round}
      onSubmit={submit}
      aria-label="Add to the food log"
      onChange={() => add.isSuccess && add.reset()}
    >
      <Stack gap="sm">
        {add.error && !errors && <ProblemAlert error={add.error} title="The entry was not saved" />}
        {add.isSuccess && (
          <Alert color="green" icon={<CheckIcon />} role="status">
            “{add.data.foodName}” was added.
          </Alert>
        )}
        <TextInput
          name="foodName"
          label={LABELS.foodName}
          maxLength={200}
          required
          withAsterisk={false}
          error={errors?.foodName}
        />
        <Group grow align="flex-start" gap="sm">
          <NumberInput
            name="quantity"
            label={LABELS.quantity}
            size="md"
            min={0}
            max={1_000_000}
            decimalScale={3}
            error={errors?.quantity}
          />
          <TextInput
            name="unit"
            label={LABELS.unit}
            placeholder="g, ml, slice"
            maxLength={60}
            error={errors?.unit}
          />
        </Group>
        <NumberInput
          name="calories"
          label={LABELS.calories}
          size="md"
          min={0}
          max={100_000}
          allowDecimal={false}
          error={errors?.calories}
        />
        <TextInput
          name="timestamp"
          type="datetime-local"
          label={LABELS.timestamp}
          description="Now, if it is left empty."
          error={errors?.timestamp}
        />
        <Button type="submit" size="md" loading={add.isPending}>
          Add
        </Button>
      </Stack>
    </form>
  );
}

function entryOf(data: FormData): Schemas['FoodLogInput'] {
  const text = (name: string) => formText(data, name).trim() || undefined;
  const number = (name: string) => {
    const value = text(name);
    return value === undefined ? undefined : Number(value);
  };
  const local = text('timestamp');
  return {
    foodName: text('foodName') ?? '',
    quantity: number('quantity'),
    unit: text('unit'),
    calories: number('calories'),
    timestamp: local === undefined ? undefined : new Date(local).toISOString(),
  };
}
