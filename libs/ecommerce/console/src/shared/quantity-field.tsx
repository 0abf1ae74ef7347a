import { ActionIcon, Group, NumberInput } from '@mantine/core';

interface QuantityFieldProps {
  readonly label: string;
  readonly value: number;
  readonly max?: number | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** How many units: one more, one fewer, or a number that is typed. */
export function QuantityField({
  label,
  value,
  max = 100_000,
  disabled = false,
  onChange,
}: QuantityFieldProps) {
  const set = (next: number) => onChange(Math.min(Math.max(Math.trunc(next), 1), max));
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label="One fewer"
        disabled={disabled || value <= 1}
        onClick={() => set(value - 1)}
      >
        −
      </ActionIcon>
      <NumberInput
        aria-label={label}
        value={value}
        min={1}
        max={max}
        allowDecimal={false}
        hideControls
        w={64}
        styles={{ input: { textAlign: 'center' } }}
        onChange={(next) => typeof next === 'number' && next >= 1 && set(next)}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label="One more"
        disabled={disabled || value >= max}
        onClick={() => set(value + 1)}
      >
        +
      </ActionIcon>
    </Group>
  );
}
