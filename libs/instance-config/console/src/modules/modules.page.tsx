import { Loaded, ModulesIcon, Nothing, PageHeader, Section } from '@carenode/ui';
import { Code, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ModuleCard } from './module-card.js';
import { type Module, modulesQuery } from './modules.queries.js';
import { type Switching, SwitchDialog } from './switch-dialog.js';

/** What this instance can do, and whether it is on. */
export function Component() {
  const modules = useQuery(modulesQuery);
  const [switching, setSwitching] = useState<Switching | null>(null);
  const titleOf = (name: string) => modules.data?.find((module) => module.name === name)?.title ?? name;
  return (
    <>
      <PageHeader
        title="Modules"
        about="What this instance can do. A switch takes effect for everybody within a second; nothing that was recorded is lost."
      />
      <Loaded query={modules} lines={8}>
        {(all) => (
          <Stack gap="md">
            {all.every(({ required }) => required) && (
              <Nothing icon={ModulesIcon} title="There is no module to switch" />
            )}
            <Stack
              gap="md"
              component="ul"
              p={0}
              m={0}
              style={{ listStyle: 'none' }}
              aria-label="Modules to switch"
            >
              {byTitle(all.filter(({ required }) => !required)).map((module) => (
                <ModuleCard
                  key={module.name}
                  module={module}
                  titleOf={titleOf}
                  onSwitch={(on) => setSwitching({ module, on })}
                />
              ))}
            </Stack>
            <RequiredModules modules={byTitle(all.filter(({ required }) => required))} />
          </Stack>
        )}
      </Loaded>
      <SwitchDialog switching={switching} titleOf={titleOf} onClose={() => setSwitching(null)} />
    </>
  );
}

function RequiredModules({ modules }: { readonly modules: readonly Module[] }) {
  return (
    <Section title="Always on" about="The instance cannot run without these.">
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {modules.map(({ name, title }) => (
          <Group key={name} component="li" gap="sm" data-module={name}>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            <Code>{name}</Code>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

const byTitle = (modules: readonly Module[]) =>
  [...modules].sort((one, other) => one.title.localeCompare(other.title));
