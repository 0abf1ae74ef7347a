import { CheckIcon, fieldErrorsOf, ProblemAlert } from '@carenode/ui';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { amountsOf, gramsOf, MEAL_WORDS, unitsOf, usualMeal } from './amounts.rules.js';
import { type Food, type FoodLogEntry, foodQuery, useFoodSaving } from './food.queries.js';
import { FoodChoice } from './food-choice.js';
import { changeOfDraft, draftOfEntry, emptyFood, type FoodDraft, inputOfDraft } from './food-draft.rules.js';
import { MainAmounts, NutrientList } from './food-facts.js';

const LABELS = {
  foodName: 'What was eaten',
  foodId: 'What was eaten',
  quantity: 'How much',
  unit: 'Unit',
  calories: 'Energy in kcal',
  protein: 'Protein in g',
  carbs: 'Carbs in g',
  fat: 'Fat in g',
  meal: 'Meal',
  timestamp: 'When',
  notes: 'Notes',
} as const;
type Errors = Partial<Record<keyof typeof LABELS, string>>;

interface FoodLogFormProps {
  readonly patientId: string;
  /** The entry that is corrected; a new one without. */
  readonly entry?: FoodLogEntry;
  readonly onSaved?: () => void;
}

/** Writes down what was eaten, or corrects it. */
export function FoodLogForm({ patientId, entry, onSaved }: FoodLogFormProps) {
  const fresh = () => emptyFood(usualMeal(new Date().getHours()));
  const [draft, setDraft] = useState<FoodDraft>(() => (entry ? draftOfEntry(entry) : fresh()));
  const saving = useFoodSaving(patientId);
  const food = useQuery({ ...foodQuery(draft.foodId ?? ''), enabled: draft.foodId !== null });
  const set = (change: Partial<FoodDraft>) => {
    if (saving.isSuccess) saving.reset();
    setDraft((before) => ({ ...before, ...change }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const change = entry && changeOfDraft(draft, entry);
    if (change && Object.keys(change).length === 0) return onSaved?.();
    saving.mutate(entry && change ? { id: entry.id, change } : { id: null, input: inputOfDraft(draft) }, {
      onSuccess: () => {
        if (!entry) setDraft(fresh());
        onSaved?.();
      },
    });
  };
  const errors = fieldErrorsOf(saving.error, LABELS) ?? undefined;
  return (
    <form onSubmit={submit} aria-label={entry ? 'Correct the entry' : 'Add to the food log'}>
      <Stack gap="sm">
        {saving.error && !errors && <ProblemAlert error={saving.error} title="The entry was not saved" />}
        {saving.isSuccess && !entry && (
          <Alert color="green" icon={<CheckIcon />} role="status">
            “{saving.data.foodName}” was added.
          </Alert>
        )}
        <FoodChoice
          label={LABELS.foodName}
          text={draft.name}
          foodId={draft.foodId}
          error={errors?.foodName ?? errors?.foodId}
          onText={(name) => set({ name, ...(draft.foodId === null ? {} : { foodId: null, unit: '' }) })}
          onFood={(foodId, name) =>
            set({ foodId, name, quantity: draft.quantity === '' ? 100 : draft.quantity, unit: 'g' })
          }
        />
        <Quantity draft={draft} food={food.data} errors={errors} onChange={set} />
        {draft.foodId === null ? (
          <OwnValues draft={draft} errors={errors} onChange={set} />
        ) : (
          <WorkedOut draft={draft} food={food.data} />
        )}
        <Group grow align="flex-start" gap="sm">
          <NativeSelect
            label={LABELS.meal}
            size="md"
            value={draft.meal}
            onChange={(event) => set({ meal: event.currentTarget.value })}
            data={mealChoices(draft.meal)}
            error={errors?.meal}
          />
          <TextInput
            type="datetime-local"
            label={LABELS.timestamp}
            description={entry ? undefined : 'Now, if it is left empty'}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.when}
            onChange={(event) => set({ when: event.currentTarget.value })}
            error={errors?.timestamp}
          />
        </Group>
        <Textarea
          label={LABELS.notes}
          size="md"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={10_000}
          value={draft.notes}
          onChange={(event) => set({ notes: event.currentTarget.value })}
          error={errors?.notes}
        />
        <Button type="submit" size="md" loading={saving.isPending}>
          {entry ? 'Save the correction' : 'Add'}
        </Button>
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly draft: FoodDraft;
  readonly errors: Errors | undefined;
  readonly onChange: (change: Partial<FoodDraft>) => void;
}

function Quantity({ draft, food, errors, onChange }: PartProps & { readonly food: Food | undefined }) {
  const units = unitsOf(food?.portions ?? []);
  // Entries may have a unit that the food does not know, or no longer.
  const known = units.some(({ value }) => value === draft.unit);
  return (
    <Group grow align="flex-start" gap="sm">
      <NumberInput
        label={LABELS.quantity}
        size="md"
        min={0}
        max={1_000_000}
        decimalScale={3}
        value={draft.quantity}
        onChange={(quantity) => onChange({ quantity })}
        error={errors?.quantity}
      />
      {draft.foodId === null ? (
        <TextInput
          label={LABELS.unit}
          placeholder="g, ml, slice"
          maxLength={60}
          value={draft.unit}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
          error={errors?.unit}
        />
      ) : (
        <NativeSelect
          label={LABELS.unit}
          size="md"
          value={draft.unit}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
          data={known ? units : [{ value: draft.unit, label: draft.unit || 'Choose a unit' }, ...units]}
          error={errors?.unit}
        />
      )}
    </Group>
  );
}

function OwnValues({ draft, errors, onChange }: PartProps) {
  const field = (name: 'calories' | 'protein' | 'carbs' | 'fat') => (
    <NumberInput
      label={LABELS[name]}
      size="md"
      min={0}
      max={100_000}
      allowDecimal={name !== 'calories'}
      decimalScale={3}
      value={draft[name]}
      onChange={(value) => onChange({ [name]: value })}
      error={errors?.[name]}
    />
  );
  return (
    <>
      <Group grow align="flex-start" gap="sm">
        {field('calories')}
        {field('protein')}
      </Group>
      <Group grow align="flex-start" gap="sm">
        {field('carbs')}
        {field('fat')}
      </Group>
    </>
  );
}

/** What is in the quantity of the food, while it is typed. */
function WorkedOut({ draft, food }: { readonly draft: FoodDraft; readonly food: Food | undefined }) {
  if (!food) return null;
  const quantity = draft.quantity === '' ? NaN : Number(draft.quantity);
  const grams = Number.isNaN(quantity) ? null : gramsOf(quantity, draft.unit, food.portions);
  if (grams === null)
    return (
      <Text size="sm" c="dimmed">
        Say how much it was, to see what is in it.
      </Text>
    );
  const amounts = amountsOf(food, grams);
  return (
    <div role="group" aria-label="What is in it">
      <MainAmounts amounts={amounts} />
      <Text size="xs" c="dimmed" mt={4}>
        {food.patientId === null ? 'Values of USDA SR' : 'Values of your own food'}, for{' '}
        {Number(grams.toFixed(1))} g
      </Text>
      <NutrientList nutrients={amounts.nutrients} />
    </div>
  );
}

/** A meal that an app calls otherwise can still be chosen. */
function mealChoices(meal: string) {
  const choices = [
    { value: '', label: 'None' },
    ...Object.entries(MEAL_WORDS).map(([value, label]) => ({ value, label })),
  ];
  return choices.some(({ value }) => value === meal) ? choices : [...choices, { value: meal, label: meal }];
}
