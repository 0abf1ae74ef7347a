import { Badge, DataList, Group, Paper, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import {
  ChevronRightIcon,
  InfoIcon,
  type NavigationEntry,
  Nothing,
  PageHeader,
  Section,
  USER_TYPE_LABELS,
  useAdditions,
  useSession,
} from '@carenode/ui';
import { Suspense } from 'react';
import { Link } from 'react-router';

import { entriesFor } from '../shell/navigation.js';
import classes from './home.module.css';

const ABOUT = {
  patient: 'Your own health record, in one place.',
  provider: 'The patients in your care, and what you do for them.',
  admin: 'Run this instance: its people and its modules.',
  'research-partner': 'The trials you take part in.',
  developer: 'Build on this instance.',
} as const;

export function HomePage() {
  const session = useSession();
  const entries = entriesFor(session);
  const notices = useAdditions('notices').filter(({ userTypes }) => userTypes.includes(session.userType));
  return (
    <>
      <PageHeader
        title={`Welcome, ${session.name}`}
        about={session.isActedFor ? 'What you see and do is theirs.' : ABOUT[session.userType]}
      />
      {notices.map(({ Content }, at) => (
        <Suspense key={at} fallback={null}>
          <Content />
        </Suspense>
      ))}
      <Stack gap="lg">
        {entries.length > 0 ? (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} component="nav" aria-label="Where to begin">
            {entries.map((entry) => (
              <EntryCard key={entry.to} entry={entry} />
            ))}
          </SimpleGrid>
        ) : (
          <Paper>
            <Nothing
              icon={InfoIcon}
              title="There is nothing to do here yet"
              text="No module with pages for you is active on this instance. Its administrator can switch modules on."
            />
          </Paper>
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Section title={session.isActedFor ? 'You act for' : 'Signed in as'}>
            <DataList orientation="horizontal" labelWidth="8rem">
              <DataList.Item>
                <DataList.ItemLabel>Name</DataList.ItemLabel>
                <DataList.ItemValue>{session.name}</DataList.ItemValue>
              </DataList.Item>
              <DataList.Item>
                <DataList.ItemLabel>Role</DataList.ItemLabel>
                <DataList.ItemValue>{USER_TYPE_LABELS[session.userType]}</DataList.ItemValue>
              </DataList.Item>
              <DataList.Item>
                <DataList.ItemLabel>E-mail</DataList.ItemLabel>
                <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>
                  {session.email ?? '–'}
                </DataList.ItemValue>
              </DataList.Item>
            </DataList>
          </Section>
          <Section
            title="Modules active for you"
            about="What is switched on here is decided by the administrator."
          >
            <Group gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {session.modules.map(({ name, title, required }) => (
                <li key={name}>
                  <Badge size="lg" color={required ? 'gray' : 'care'} data-module={name}>
                    {title}
                  </Badge>
                </li>
              ))}
            </Group>
          </Section>
        </SimpleGrid>
      </Stack>
    </>
  );
}

function EntryCard({ entry: { to, label, about, icon: EntryIcon } }: { readonly entry: NavigationEntry }) {
  return (
    <Paper component={Link} to={to} p="lg" className={classes.card}>
      <Group wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" size={42}>
          <EntryIcon size={24} />
        </ThemeIcon>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Title order={2}>{label}</Title>
          <Text size="sm" c="dimmed" mt={2}>
            {about}
          </Text>
        </div>
        <ChevronRightIcon />
      </Group>
    </Paper>
  );
}
