import { AppShell, Box, Burger, Container, Group, NavLink, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { NotificationBell } from '@carenode/identity-console';
import { HomeIcon, type NavigationEntry, ProblemAlert, ScreensContext, useSession } from '@carenode/ui';
import { useEffect, useRef, useState } from 'react';
import { NavLink as RouterLink, Outlet, ScrollRestoration, useLocation, useMatch } from 'react-router';

import { screens } from '../screens.js';
import { ACTING_BANNER_HEIGHT, ActingBanner, useActingNotice } from './acting-banner.js';
import { entriesFor } from './navigation.js';
import { ColorSchemeSwitch } from './color-scheme-switch.js';
import { Logo } from './logo.js';
import { UserMenu } from './user-menu.js';

const HEADER_HEIGHT = 60;

/** What surrounds every page: the way around, who is signed in, and the theme. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const [problem, setProblem] = useState<Error | null>(null);
  const session = useSession();
  const isNoticed = useActingNotice();
  const main = useRef<HTMLElement>(null);
  const page = usePage();
  useEffect(() => {
    // The reader of a new page starts at its top, not at the link that led there.
    main.current?.focus({ preventScroll: true });
    setProblem(null);
    close();
  }, [page, close]);
  return (
    <AppShell
      header={{ height: HEADER_HEIGHT + (isNoticed ? ACTING_BANNER_HEIGHT : 0) }}
      navbar={{ width: 250, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header>
        <ActingBanner />
        <Group h={HEADER_HEIGHT - 1} px={{ base: 'sm', sm: 'lg' }} justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? 'Close the navigation' : 'Open the navigation'}
              aria-expanded={opened}
            />
            <Logo />
          </Group>
          <Group gap={4} wrap="nowrap">
            <NotificationBell page={page} />
            <ColorSchemeSwitch />
            <UserMenu onError={setProblem} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main">
        <AppShell.Section grow component={ScrollArea}>
          <Entry to="/" label="Home" icon={HomeIcon} end />
          {entriesFor(session).map(({ to, label, icon }) => (
            <Entry key={to} to={to} label={label} icon={icon} />
          ))}
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={main} tabIndex={-1}>
        <Container size="lg" px={0}>
          {problem && (
            <Box mb="md">
              <ProblemAlert error={problem} />
            </Box>
          )}
          <ScreensContext value={screens}>
            <Outlet />
          </ScreensContext>
        </Container>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}

type EntryProps = Pick<NavigationEntry, 'to' | 'label' | 'icon'> & { readonly end?: boolean };

function Entry({ to, label, icon: EntryIcon, end = false }: EntryProps) {
  const active = useMatch({ path: to, end }) !== null;
  return (
    <NavLink
      component={RouterLink}
      to={to}
      end={end}
      label={label}
      leftSection={<EntryIcon />}
      active={active}
      variant="light"
      mb={4}
      style={{ borderRadius: 'var(--mantine-radius-md)', fontWeight: active ? 600 : 500 }}
    />
  );
}

/** What counts as another page: tabs within one have a path of their own, but the page stays. */
function usePage(): string {
  const { pathname } = useLocation();
  const tabbed = screens.flatMap((module) => module.tabbed ?? []);
  const found = tabbed.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  if (found) return found.path;
  return pathname.split('/').slice(0, 3).join('/');
}
