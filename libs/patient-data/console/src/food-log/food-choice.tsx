import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { foodSearch } from './food.queries.js';

interface FoodChoiceProps {
  readonly label: string;
  readonly text: string;
  /** The food that was chosen; null while the text is the patient's own words. */
  readonly foodId: string | null;
  readonly error: string | undefined;
  readonly onText: (text: string) => void;
  readonly onFood: (id: string, name: string) => void;
}

/** What was eaten, in one's own words or as a food that is found by them. */
export function FoodChoice({ label, text, foodId, error, onText, onFood }: FoodChoiceProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [q] = useDebouncedValue(foodId === null ? text.trim() : '', 200);
  const found = useQuery(foodSearch(q));
  const foods = q === '' ? [] : (found.data ?? []);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const food = foods.find((one) => one.id === id);
        if (food) onFood(food.id, food.name);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={label}
          description="Type to find a food with its values, or use your own words"
          placeholder="Oats, milk, apple …"
          maxLength={200}
          required
          withAsterisk={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onBlur={() => combobox.closeDropdown()}
          rightSection={found.isFetching ? <Loader size={16} /> : null}
          error={error ?? (found.error ? 'Foods could not be searched; your own words work' : undefined)}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={foods.length === 0}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label="Foods that were found">
          {foods.map(({ id, name, brand, patientId, energyKcal }) => (
            <Combobox.Option key={id} value={id}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  patientId !== null && 'Yours',
                  brand,
                  energyKcal !== null && `${Math.round(energyKcal)} kcal in 100 g`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
