import { momentText, Section } from '@carenode/ui';
import { Badge, Code, Group, Stack, Switch, Text } from '@mantine/core';

import { conditionsOf, type State, stateOf } from './module-state.rules.js';
import type { Module } from './modules.queries.js';

const BADGES: Readonly<Record<State, { readonly color: string; readonly label: string }>> = {
  on: { color: 'green', label: 'On' },
  limited: { color: 'yellow', label: 'On, not for everybody' },
  off: { color: 'gray', label: 'Off' },
  'not-installed': { color: 'red', label: 'Not installed' },
  'not-loaded': { color: 'red', label: 'Not loaded' },
};

interface ModuleCardProps {
  readonly module: Module;
  readonly titleOf: (name: string) => string;
  readonly onSwitch: (on: boolean) => void;
}

export function ModuleCard({ module, titleOf, onSwitch }: ModuleCardProps) {
  const state = stateOf(module);
  const isOn = module.activation?.isActive ?? false;
  const { color, label } = BADGES[state];
  return (
    <li data-module={module.name} data-state={state}>
      <Section
        title={module.title}
        about={<Code>{module.name}</Code>}
        actions={
          <Group gap="md">
            <Badge color={color} size="lg">
              {label}
            </Badge>
            <Switch
              size="md"
              checked={isOn}
              aria-label={`${module.title} is switched on`}
              onChange={(event) => onSwitch(event.currentTarget.checked)}
            />
          </Group>
        }
      >
        <Stack gap={6}>
          {module.requires.length > 0 && (
            <Line label="Requires" text={module.requires.map(titleOf).join(', ')} />
          )}
          {module.requiredBy.length > 0 && (
            <Line label="Required by" text={module.requiredBy.map(titleOf).join(', ')} />
          )}
          {conditionsOf(module).map(({ label: name, text }) => (
            <Line key={name} label={name} text={text} />
          ))}
          {module.activation && (
            <Line
              label="Last change"
              text={[momentText(module.activation.updatedAt), module.activation.reason]
                .filter(Boolean)
                .join(' – ')}
            />
          )}
          {state === 'not-installed' && (
            <Text size="sm" component="div">
              Its migrations are not applied. On the machine of the instance, run{' '}
              <Code>carenode migrate up --module {module.name}</Code>
            </Text>
          )}
          {state === 'not-loaded' && (
            <Text size="sm" component="div">
              Its code is not in the host that answers. Name it in <Code>CARENODE_MODULES</Code> and start the
              host again.
            </Text>
          )}
        </Stack>
      </Section>
    </li>
  );
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Group gap="xs" align="baseline">
      <Text size="sm" c="dimmed" w={110} component="span">
        {label}
      </Text>
      <Text size="sm" component="span" flex={1} miw={160}>
        {text}
      </Text>
    </Group>
  );
}
