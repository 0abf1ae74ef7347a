import { countText, dayText, Nothing, SearchIcon, Section, unitText, valueText } from '@carenode/ui';
import { Badge, Group, NativeSelect, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';

import { matchesWords, variableName } from '../shared/variable-name.rules.js';
import type { Variable } from './measurements.queries.js';
import { groupsOf } from './variable-groups.rules.js';
import classes from './variable-picker.module.css';

interface VariablePickerProps {
  readonly variables: readonly Variable[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** The variables with their newest values, for screens that have room for them. */
export function VariableList({ variables, chosen, onChoose }: VariablePickerProps) {
  const [typed, setTyped] = useState('');
  const found = variables.filter((variable) => matchesWords(variable, typed));
  return (
    <div className={classes.wide}>
      <Section title="Variables" about={`${countText(variables.length)} were measured`}>
        <TextInput
          type="search"
          size="sm"
          aria-label="Search the variables"
          placeholder="Search"
          leftSection={<SearchIcon size={18} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          mb="sm"
        />
        {found.length === 0 && <Nothing icon={SearchIcon} title="None has such a name" />}
        <ScrollArea.Autosize mah="40rem" type="auto" offsetScrollbars tabIndex={-1}>
          {groupsOf(found).map(({ label, members }) => (
            <div key={label}>
              <Text size="xs" fw={600} c="dimmed" mt="sm" mb={4} component="h3">
                {label}
              </Text>
              {members.map((variable) => (
                <VariableButton
                  key={variable.id}
                  variable={variable}
                  chosen={variable.id === chosen}
                  onChoose={() => onChoose(variable.id)}
                />
              ))}
            </div>
          ))}
        </ScrollArea.Autosize>
      </Section>
    </div>
  );
}

interface VariableButtonProps {
  readonly variable: Variable;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function VariableButton({ variable, chosen, onChoose }: VariableButtonProps) {
  return (
    <UnstyledButton
      className={classes.variable}
      aria-pressed={chosen}
      onClick={onChoose}
      data-variable={variableName(variable)}
    >
      <Group wrap="nowrap" justify="space-between" align="flex-start" gap="xs">
        <Text size="sm" fw={chosen ? 600 : 500}>
          {variableName(variable)}
        </Text>
        <Badge color="gray" size="sm" aria-label={`${variable.count} measurements`}>
          {countText(variable.count)}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {newestText(variable)} · {dayText(variable.newestAt)}
      </Text>
    </UnstyledButton>
  );
}

/** The same choice on narrow screens. */
export function VariableSelect({ variables, chosen, onChoose }: VariablePickerProps) {
  return (
    <NativeSelect
      className={classes.narrow}
      size="md"
      label="Variable"
      value={chosen}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={groupsOf(variables).map(({ label, members }) => ({
        group: label,
        items: members.map((variable) => ({
          value: variable.id,
          label: `${variableName(variable)} (${countText(variable.count)})`,
        })),
      }))}
    />
  );
}

function newestText({ newestValue, newestUnit, newestText: words }: Variable): string {
  if (newestValue === null) return words ?? '–';
  return [valueText(newestValue), unitText(newestUnit)].filter(Boolean).join(' ');
}
