import { ProblemAlert, unitText } from '@carenode/ui';
import { Button, Group, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import type { Goal } from './goal.rules.js';
import { useGoalChange } from './goals.queries.js';

/** The value of a goal that is kept by hand, to be set anew. */
export function GoalValue({ patientId, goal }: { readonly patientId: string; readonly goal: Goal }) {
  const [value, setValue] = useState<number | string>('');
  const change = useGoalChange(patientId, goal.id);
  const unit = unitText(goal.unit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value === '') return;
    change.mutate({ currentValue: Number(value) }, { onSuccess: () => setValue('') });
  };
  return (
    <form onSubmit={submit} aria-label={`New value of “${goal.title}”`}>
      {change.error && <ProblemAlert error={change.error} title="The value was not saved" />}
      <Group gap="xs" align="flex-end" mt="xs">
        <NumberInput
          label={unit === null ? 'Where it is now' : `Where it is now, in ${unit}`}
          size="sm"
          w="14rem"
          maw="100%"
          decimalScale={4}
          value={value}
          onChange={setValue}
        />
        <Button type="submit" size="sm" variant="default" disabled={value === ''} loading={change.isPending}>
          Set
        </Button>
      </Group>
    </form>
  );
}
