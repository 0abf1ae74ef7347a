import { DoneAlert, type Draft, Form, LongText, useDraft } from '@carenode/ui';
import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { WhenField } from '../shared/when-field.js';
import { amountsOf, gramsOf, MEAL_WORDS, unitsOf, usualMeal } from './amounts.rules.js';
import { type Food, type FoodLogEntry, foodQuery, useFoodSaving } from './food.queries.js';
import { FoodChoice } from './food-choice.js';
import {
  changeOfDraft,
  draftOfEntry,
  emptyFood,
  FOOD_LABELS,
  type FoodDraft,
  inputOfDraft,
} from './food-draft.rules.js';
import { MainAmounts, NutrientList } from './food-facts.js';

const LABELS = { ...FOOD_LABELS, foodId: FOOD_LABELS.foodName } as const;

interface FoodLogFormProps {
  readonly patientId: string;
  /** The entry that is corrected; a new one without. */
  readonly entry?: FoodLogEntry;
  readonly onSaved?: () => void;
}

/** Writes down what was eaten, or corrects it. */
export function FoodLogForm({ patientId, entry, onSaved }: FoodLogFormProps) {
  const fresh = () => emptyFood(usualMeal(new Date().getHours()));
  const saving = useFoodSaving(patientId);
  const form = useDraft({ start: () => (entry ? draftOfEntry(entry) : fresh()), labels: LABELS, saving });
  const { draft, set, errors, text } = form;
  const food = useQuery({ ...foodQuery(draft.foodId ?? ''), enabled: draft.foodId !== null });
  const save = () => {
    const change = entry && changeOfDraft(draft, entry);
    if (change && Object.keys(change).length === 0) return onSaved?.();
    saving.mutate(entry && change ? { entry, change } : { entry: null, input: inputOfDraft(draft) }, {
      onSuccess: () => {
        if (!entry) form.replace(fresh());
        onSaved?.();
      },
    });
  };
  return (
    <Form
      label={entry ? 'Correct the entry' : 'Add to the food log'}
      problem={form.problem}
      notSaved="The entry was not saved"
      onSubmit={save}
    >
      {saving.isSuccess && !entry && <DoneAlert>“{saving.data.foodName}” was added.</DoneAlert>}
      <FoodChoice
        label={LABELS.foodName}
        text={draft.name}
        foodId={draft.foodId}
        error={errors.foodName ?? errors.foodId}
        onText={(name) => set({ name, ...(draft.foodId === null ? {} : { foodId: null, unit: '' }) })}
        onFood={(foodId, name) =>
          set({ foodId, name, quantity: draft.quantity === '' ? 100 : draft.quantity, unit: 'g' })
        }
      />
      <Quantity form={form} food={food.data} />
      {draft.foodId === null ? <OwnValues form={form} /> : <WorkedOut draft={draft} food={food.data} />}
      <Group grow align="flex-start" gap="sm">
        <NativeSelect size="md" data={mealChoices(draft.meal)} {...text('meal')} />
        <WhenField isKnown={entry !== undefined} {...text('when', 'timestamp')} />
      </Group>
      <LongText {...text('notes')} />
      <Button type="submit" size="md" loading={saving.isPending}>
        {entry ? 'Save the correction' : 'Add'}
      </Button>
    </Form>
  );
}

interface PartProps {
  readonly form: Draft<FoodDraft, keyof typeof LABELS>;
}

function Quantity({ form, food }: PartProps & { readonly food: Food | undefined }) {
  const { draft, text, value } = form;
  const units = unitsOf(food?.portions ?? []);
  // Entries may have a unit that the food does not know, or no longer.
  const known = units.some((unit) => unit.value === draft.unit);
  return (
    <Group grow align="flex-start" gap="sm">
      <NumberInput size="md" min={0} max={1_000_000} decimalScale={3} {...value('quantity')} />
      {draft.foodId === null ? (
        <TextInput placeholder="g, ml, slice" maxLength={60} {...text('unit')} />
      ) : (
        <NativeSelect
          size="md"
          data={known ? units : [{ value: draft.unit, label: draft.unit || 'Choose a unit' }, ...units]}
          {...text('unit')}
        />
      )}
    </Group>
  );
}

function OwnValues({ form: { value } }: PartProps) {
  const limits = { size: 'md', min: 0, max: 100_000, decimalScale: 3 } as const;
  return (
    <>
      <Group grow align="flex-start" gap="sm">
        <NumberInput {...limits} allowDecimal={false} {...value('calories')} />
        <NumberInput {...limits} {...value('protein')} />
      </Group>
      <Group grow align="flex-start" gap="sm">
        <NumberInput {...limits} {...value('carbs')} />
        <NumberInput {...limits} {...value('fat')} />
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
