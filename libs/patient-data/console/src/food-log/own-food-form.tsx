import { FormDialog, PlusIcon, TrashIcon, useDraft } from '@carenode/ui';
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';

import { useOwnFoodSaving } from './food.queries.js';
import { inputOfFood, type OwnFoodDraft } from './own-food.rules.js';

const LABELS = {
  name: 'Name',
  brand: 'Brand',
  energyKcal: 'Energy in kcal',
  protein: 'Protein in g',
  carbs: 'Carbs in g',
  fat: 'Fat in g',
} as const;

interface OwnFoodFormProps {
  readonly patientId: string;
  /** Null for a new one. */
  readonly foodId: string | null;
  readonly start: OwnFoodDraft;
  readonly onClose: () => void;
}

/** A food of the patient's own, as its label tells it. */
export function OwnFoodForm({ patientId, foodId, start, onClose }: OwnFoodFormProps) {
  const saving = useOwnFoodSaving(patientId, foodId);
  const { draft, set, problem, text, value } = useDraft({ start, labels: LABELS, saving });
  const amount = { size: 'md', min: 0, decimalScale: 3 } as const;
  return (
    <FormDialog
      title={foodId === null ? 'New food' : 'Change the food'}
      label="Own food"
      problem={problem}
      notSaved="The food was not saved"
      submit="Save the food"
      pending={saving.isPending}
      onSubmit={() => saving.mutate(inputOfFood(draft), { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput maxLength={200} required withAsterisk={false} {...text('name')} />
      <TextInput description="May stay empty" maxLength={200} {...text('brand')} />
      <Fieldset legend="What is in it">
        <Stack gap="sm">
          <NumberInput
            label="The values are for how many g?"
            description="As on the label: 100, or what one piece weighs"
            size="md"
            min={0.1}
            max={100_000}
            decimalScale={3}
            value={draft.basis}
            onChange={(basis) => set({ basis })}
          />
          <Group grow gap="sm" align="flex-end">
            <NumberInput {...amount} {...value('energyKcal')} />
            <NumberInput {...amount} {...value('protein')} />
          </Group>
          <Group grow gap="sm" align="flex-end">
            <NumberInput {...amount} {...value('carbs')} />
            <NumberInput {...amount} {...value('fat')} />
          </Group>
          <Nutrients draft={draft} onChange={set} />
        </Stack>
      </Fieldset>
      <Portions draft={draft} onChange={set} />
    </FormDialog>
  );
}

interface LinesProps {
  readonly draft: OwnFoodDraft;
  readonly onChange: (change: Partial<OwnFoodDraft>) => void;
}

function Portions({ draft: { portions }, onChange }: LinesProps) {
  const put = (at: number, change: object) =>
    onChange({ portions: portions.map((line, n) => (n === at ? { ...line, ...change } : line)) });
  return (
    <Fieldset legend="Portions">
      <Stack gap="xs">
        {portions.length === 0 && (
          <Text size="sm" c="dimmed">
            Such as “1 slice”, with what it weighs.
          </Text>
        )}
        {portions.map(({ name, grams }, at) => (
          <Group key={at} gap="xs" wrap="nowrap" align="flex-end">
            <TextInput
              label={at === 0 ? 'Portion' : undefined}
              aria-label={`Portion ${at + 1}`}
              size="sm"
              maxLength={60}
              flex={1}
              miw={0}
              value={name}
              onChange={(event) => put(at, { name: event.currentTarget.value })}
            />
            <NumberInput
              label={at === 0 ? 'g' : undefined}
              aria-label={`Weight of portion ${at + 1} in g`}
              size="sm"
              w="6rem"
              min={0.001}
              max={100_000}
              decimalScale={3}
              hideControls
              value={grams}
              onChange={(value) => put(at, { grams: value })}
            />
            <RemoveLine
              label={`Remove portion ${at + 1}`}
              onClick={() => onChange({ portions: portions.filter((_, n) => n !== at) })}
            />
          </Group>
        ))}
        <AddLine
          label="Add a portion"
          onClick={() => onChange({ portions: [...portions, { name: '', grams: '' }] })}
        />
      </Stack>
    </Fieldset>
  );
}

function Nutrients({ draft: { nutrients }, onChange }: LinesProps) {
  const put = (at: number, change: object) =>
    onChange({ nutrients: nutrients.map((line, n) => (n === at ? { ...line, ...change } : line)) });
  return (
    <Stack gap="xs">
      {nutrients.map(({ nutrient, amount, unit }, at) => (
        <Group key={at} gap="xs" align="flex-end">
          <TextInput
            label={at === 0 ? 'Nutrient' : undefined}
            aria-label={`Nutrient ${at + 1}`}
            placeholder="Fiber, salt"
            size="sm"
            maxLength={200}
            flex="1 1 9rem"
            value={nutrient}
            onChange={(event) => put(at, { nutrient: event.currentTarget.value })}
          />
          <NumberInput
            label={at === 0 ? 'Amount' : undefined}
            aria-label={`Amount of nutrient ${at + 1}`}
            size="sm"
            w="5.5rem"
            min={0}
            decimalScale={6}
            hideControls
            value={amount}
            onChange={(value) => put(at, { amount: value })}
          />
          <NativeSelect
            label={at === 0 ? 'Unit' : undefined}
            aria-label={`Unit of nutrient ${at + 1}`}
            size="sm"
            w="4.75rem"
            value={unit}
            onChange={(event) => put(at, { unit: event.currentTarget.value })}
            data={unitChoices(unit)}
          />
          <RemoveLine
            label={`Remove nutrient ${at + 1}`}
            onClick={() => onChange({ nutrients: nutrients.filter((_, n) => n !== at) })}
          />
        </Group>
      ))}
      <AddLine
        label="Add a nutrient"
        onClick={() => onChange({ nutrients: [...nutrients, { nutrient: '', amount: '', unit: 'g' }] })}
      />
    </Stack>
  );
}

const UNITS = [
  { value: 'g', label: 'g' },
  { value: 'mg', label: 'mg' },
  { value: 'ug', label: 'µg' },
];
const unitChoices = (unit: string) =>
  UNITS.some(({ value }) => value === unit) ? UNITS : [...UNITS, { value: unit, label: unit }];

interface LineButtonProps {
  readonly label: string;
  readonly onClick: () => void;
}

function RemoveLine({ label, onClick }: LineButtonProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size={36} aria-label={label} onClick={onClick}>
      <TrashIcon size={18} />
    </ActionIcon>
  );
}

function AddLine({ label, onClick }: LineButtonProps) {
  return (
    <Button variant="subtle" size="xs" w="fit-content" leftSection={<PlusIcon size={14} />} onClick={onClick}>
      {label}
    </Button>
  );
}
