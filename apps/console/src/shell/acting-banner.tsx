import { actFor, endedActing, forgetEndedActing, useSession } from '@carenode/ui';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

export const ACTING_BANNER_HEIGHT = 44;

/** Is there something to say about acting for somebody? */
export function useActingNotice(): boolean {
  const { isActedFor } = useSession();
  return isActedFor || endedActing() !== null;
}

/** Says on every page that what is seen and done is somebody else's; or that this was ended by others. */
export function ActingBanner() {
  const { isActedFor, name } = useSession();
  const [ended, setEnded] = useState(true);
  const endedName = endedActing();
  if (isActedFor) {
    return (
      <Strip
        text={
          <>
            You act for <b>{name}</b>
          </>
        }
        action="Stop"
        label={`Stop acting for ${name}`}
        onAction={stopActing}
      />
    );
  }
  if (endedName === null || !ended) return null;
  return (
    <Strip
      text={
        <>
          You no longer act for <b>{endedName}</b>
        </>
      }
      action="Close"
      label="Close this notice"
      onAction={() => {
        forgetEndedActing();
        setEnded(false);
      }}
    />
  );
}

/** The page begins anew: nothing that was read for one person is left when another is shown. */
function stopActing(): void {
  actFor(null);
  window.location.assign('/');
}

interface StripProps {
  readonly text: React.ReactNode;
  readonly action: string;
  readonly label: string;
  readonly onAction: () => void;
}

function Strip({ text, action, label, onAction }: StripProps) {
  return (
    <Group
      role="status"
      data-acting
      h={ACTING_BANNER_HEIGHT}
      px={{ base: 'sm', sm: 'lg' }}
      justify="center"
      gap="md"
      wrap="nowrap"
      bg="var(--mantine-color-yellow-light)"
      c="var(--mantine-color-yellow-light-color)"
    >
      <Text size="sm" truncate>
        {text}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onAction} aria-label={label}>
        {action}
      </Button>
    </Group>
  );
}
