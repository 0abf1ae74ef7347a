import { Avatar, Box, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { ActingForItems } from '@carenode/identity-console';
import {
  answerOf,
  apiInPerson,
  ChevronDownIcon,
  SignOutIcon,
  USER_TYPE_LABELS,
  useSession,
} from '@carenode/ui';
import { useMutation } from '@tanstack/react-query';

import { endSession } from '../query-client.js';

export function UserMenu({ onError }: { readonly onError: (error: Error) => void }) {
  const session = useSession();
  const signOut = useMutation({
    mutationFn: () => answerOf(apiInPerson.DELETE('/api/v1/session')),
    onSuccess: () => endSession('signed-out'),
    onError,
  });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          aria-label={session.isActedFor ? `Acting for ${session.name}` : `Account of ${session.name}`}
          px="xs"
          py={4}
          style={{ borderRadius: 8 }}
        >
          <Group gap="xs" wrap="nowrap">
            <Avatar name={session.name} color="care" size={34} />
            <Box visibleFrom="sm">
              <Text size="sm" fw={600} lh={1.2}>
                {session.name}
              </Text>
              <Text size="xs" c="dimmed" lh={1.3}>
                {session.isActedFor ? 'You act for them' : USER_TYPE_LABELS[session.userType]}
              </Text>
            </Box>
            <ChevronDownIcon size={16} />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflowWrap: 'anywhere' }}>{session.email ?? session.name}</Menu.Label>
        <ActingForItems />
        <Menu.Item
          leftSection={<SignOutIcon size={18} />}
          disabled={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
