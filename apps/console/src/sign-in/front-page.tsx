import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { ColorSchemeSwitch } from '../shell/color-scheme-switch.js';
import { Logo } from '../shell/logo.js';
import classes from './front-page.module.css';

interface FrontPageProps {
  readonly title: string;
  readonly about: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages for people who are not signed in. */
export function FrontPage({ title, about, children }: FrontPageProps) {
  return (
    <div className={classes.page}>
      <title>{`${title} · Carenode`}</title>
      <aside className={classes.brand} aria-hidden="true">
        <svg className={classes.pulse} viewBox="0 0 600 200" preserveAspectRatio="none">
          <path d="M0 120h170l24-46 40 104 46-150 38 116 22-24h260" />
        </svg>
        <Text className={classes.claim}>Health data that belongs to the people it is about.</Text>
        <Text className={classes.subclaim}>
          Records, measurements and trials of one instance, in one place.
        </Text>
      </aside>
      <Box className={classes.side}>
        <Group justify="space-between" p={{ base: 'md', sm: 'lg' }}>
          <Logo />
          <ColorSchemeSwitch />
        </Group>
        <main className={classes.main}>
          <Stack gap="lg" w="100%" maw={400}>
            <div>
              <Title order={1}>{title}</Title>
              <Text c="dimmed" mt={6} component="div">
                {about}
              </Text>
            </div>
            {children}
          </Stack>
        </main>
      </Box>
    </div>
  );
}
