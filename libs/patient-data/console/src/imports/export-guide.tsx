import { Section } from '@carenode/ui';
import { Accordion, List, Text } from '@mantine/core';

import { READABLE_FORMATS } from './export-guide.rules.js';

/** What can be read, and where such files come from. */
export function ExportGuide() {
  return (
    <Section
      title="What can be read, and where to get it"
      about="What a file is, is told by what is in it. In a zip, files that are not known are left out and named."
    >
      <Accordion variant="contained" chevronPosition="right" order={3}>
        {READABLE_FORMATS.map(({ id, title, holds, steps }) => (
          <Accordion.Item key={id} value={id}>
            <Accordion.Control>
              <Text fw={600} size="sm">
                {title}
              </Text>
              <Text size="sm" c="dimmed">
                {holds}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <List type="ordered" size="sm" spacing={4}>
                {steps.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}
