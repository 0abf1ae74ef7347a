import { type ModuleScreens, PageHeader, type ScreenTab, type TabbedScreen, useSession } from '@carenode/ui';
import { Box, Tabs } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';

import { screens } from '../screens.js';
import classes from './tabbed-page.module.css';

interface ModuleTab {
  readonly of: ModuleScreens;
  readonly tab: ScreenTab;
}

/** The tabs that modules bring for a page. */
export function tabsOf(page: TabbedScreen): ModuleTab[] {
  return screens
    .flatMap((of) => (of.tabs ?? []).filter((tab) => tab.page === page.path).map((tab) => ({ of, tab })))
    .sort((one, other) => one.tab.order - other.tab.order);
}

/** A page whose tabs come from several modules: those that are active for the person are there. */
export function TabbedPage({ page }: { readonly page: TabbedScreen }) {
  const { modules } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const strip = useRef<HTMLDivElement>(null);
  const tabs = tabsOf(page).map(({ of, tab }, at) => ({
    ...tab,
    to: at === 0 ? page.path : `${page.path}/${tab.path}`,
    isActive: modules.some(({ name }) => name === of.module),
  }));
  const open = pathname.replace(/\/+$/, '');
  useEffect(() => {
    // On a narrow screen the open tab may be out of sight.
    const tab = strip.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [open]);
  return (
    <>
      <PageHeader title={page.title} about={page.about} />
      <Tabs
        value={open}
        onChange={(to) => void navigate(to ?? page.path, { preventScrollReset: true })}
        keepMounted={false}
      >
        <div className={classes.scroller} ref={strip}>
          <Tabs.List className={classes.list}>
            {tabs
              .filter(({ isActive, to }) => isActive || to === open)
              .map(({ to, label, icon: TabIcon }) => (
                <Tabs.Tab key={to} value={to} leftSection={<TabIcon size={18} />}>
                  {label}
                </Tabs.Tab>
              ))}
          </Tabs.List>
        </div>
        <Tabs.Panel value={open}>
          <Box pt="lg">
            <Outlet />
          </Box>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
