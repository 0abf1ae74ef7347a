import { unitText, valueText } from '@carenode/ui';
import { Group, Table, Text } from '@mantine/core';

import type { Amounts, Nutrient } from './amounts.rules.js';

const PARTS = [
  ['calories', 'Energy', 'kcal'],
  ['protein', 'Protein', 'g'],
  ['carbs', 'Carbs', 'g'],
  ['fat', 'Fat', 'g'],
] as const;

/** The four main values of what was eaten; a dash for what is not known. */
export function MainAmounts({ amounts }: { readonly amounts: Omit<Amounts, 'nutrients'> }) {
  return (
    <Group gap="lg" component="dl" m={0}>
      {PARTS.map(([name, label, unit]) => {
        const value = amounts[name];
        return (
          <div key={name} data-amount={name}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fw={600}>
              {value === null ? '–' : `${valueText(value)} ${unit}`}
            </Text>
          </div>
        );
      })}
    </Group>
  );
}

/** Everything else that is known of it. */
export function NutrientList({ nutrients }: { readonly nutrients: readonly Nutrient[] }) {
  if (nutrients.length === 0) return null;
  return (
    <details>
      <summary style={{ cursor: 'pointer' }}>
        <Text span size="sm">
          {nutrients.length === 1 ? '1 other nutrient' : `${nutrients.length} other nutrients`}
        </Text>
      </summary>
      <Table verticalSpacing={4} aria-label="Nutrients">
        <Table.Tbody>
          {nutrients.map(({ nutrient, amount, unit }) => (
            <Table.Tr key={nutrient}>
              <Table.Td>{nutrient}</Table.Td>
              <Table.Td ta="right">
                {valueText(amount)} {unitText(unit)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
