import {
  ArrowLeftIcon,
  FoodIcon,
  Nothing,
  PagedList,
  PlainList,
  PlusIcon,
  RemoveDialog,
  Section,
  valueText,
} from '@carenode/ui';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { EditButtons } from '../shared/edit-buttons.js';
import { foodQuery, ownFoodsQuery, useOwnFoodRemoval } from './food.queries.js';
import { draftOfFood, NEW_FOOD, type OwnFoodDraft } from './own-food.rules.js';
import { OwnFoodForm } from './own-food-form.js';

interface Opened {
  readonly foodId: string | null;
  readonly start: OwnFoodDraft;
}

/** The foods that a patient has added, beside those of the reference. */
export function OwnFoods({ patientId }: { readonly patientId: string }) {
  const client = useQueryClient();
  const foods = useInfiniteQuery(ownFoodsQuery(patientId));
  const removal = useOwnFoodRemoval(patientId);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [removed, setRemoved] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const change = async (id: string) => {
    const food = await client.fetchQuery(foodQuery(id));
    setOpened({ foodId: id, start: draftOfFood(food) });
  };
  return (
    <Stack gap="md">
      <Anchor
        component={Link}
        to={`/patients/${patientId}/food-log`}
        size="sm"
        w="fit-content"
        preventScrollReset
      >
        <Group gap={6} component="span">
          <ArrowLeftIcon size={16} /> Food log
        </Group>
      </Anchor>
      <Section
        title="Your own foods"
        about="What is not among the reference foods, or tastes of another recipe. Only you find them."
        actions={
          <Button
            leftSection={<PlusIcon size={18} />}
            onClick={() => setOpened({ foodId: null, start: NEW_FOOD })}
          >
            New food
          </Button>
        }
      >
        <PagedList
          query={foods}
          nothing={<Nothing icon={FoodIcon} title="You have no foods of your own yet" />}
        >
          {(items) => (
            <PlainList label="Your own foods" gap="xs">
              {items.map(({ id, name, brand, energyKcal }) => (
                <Group key={id} component="li" wrap="nowrap" gap="xs" data-food={name}>
                  <div style={{ flex: 1, minWidth: 0 }}>
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {[brand, energyKcal === null ? null : `${valueText(energyKcal)} kcal in 100 g`]
                        .filter(Boolean)
                        .join(' · ')}
                    </Text>
                  </div>
                  <EditButtons
                    of={name}
                    onChange={() => void change(id)}
                    onRemove={() => setRemoved({ id, name })}
                  />
                </Group>
              ))}
            </PlainList>
          )}
        </PagedList>
      </Section>
      {opened !== null && (
        <OwnFoodForm
          key={opened.foodId ?? 'new'}
          patientId={patientId}
          foodId={opened.foodId}
          start={opened.start}
          onClose={() => setOpened(null)}
        />
      )}
      <RemoveDialog noun="food" of={removed} removal={removal} onClose={() => setRemoved(null)}>
        {({ name }) => `“${name}” is not found any more then. What was eaten of it stays in the food log.`}
      </RemoveDialog>
    </Stack>
  );
}
