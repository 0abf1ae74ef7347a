import { Anchor } from '@mantine/core';
import { InfoIcon, type ModuleScreens, Nothing, PageHeader, type Screen, useSession } from '@carenode/ui';
import { Link, Outlet } from 'react-router';

interface ScreenGateProps {
  readonly of: ModuleScreens;
  readonly screen: Pick<Screen, 'userTypes'>;
  /** It is part of a page, which has a heading already. */
  readonly isPart?: boolean;
}

/** Shows a module's screen while the module is active for the person and the screen is for them; else says why not. */
export function ScreenGate({ of: { module, title }, screen, isPart = false }: ScreenGateProps) {
  const session = useSession();
  if (!session.modules.some(({ name }) => name === module)) {
    if (isPart) return <Nothing icon={InfoIcon} title="This module is not active for you" />;
    return (
      <Closed
        title="This module is not active for you"
        text={`“${title}” is switched off, or not meant for you at the moment. What was kept in it is still there. Ask the administrator of this instance if you need it.`}
      />
    );
  }
  if (!screen.userTypes.includes(session.userType)) {
    return (
      <Closed title="This page is not open to you" text="It is made for other people of this instance." />
    );
  }
  return <Outlet />;
}

export function NotFound() {
  return <Closed title="There is no such page" text="The address may be mistyped, or the page has moved." />;
}

function Closed({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <PageHeader title={title} about={text} />
      <Anchor component={Link} to="/">
        Back to home
      </Anchor>
    </>
  );
}
