import {
  Anchor,
  Badge,
  Box,
  Button,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import {
  answerOf,
  api,
  dayText,
  Loaded,
  LoadMore,
  Nothing,
  PageHeader,
  PeopleIcon,
  PlusIcon,
  SearchIcon,
  Section,
  USER_TYPE_LABELS,
  type UserType,
  useSession,
} from '@carenode/ui';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { InvitationList } from './invitation-list.js';
import { InviteDialog } from './invite-dialog.js';
import { personText } from './person.rules.js';
import { userTypeOptions } from './user-types.js';

/** Who has an account on the instance. */
export function Component() {
  const [inviting, dialog] = useDisclosure();
  return (
    <>
      <PageHeader
        title="People"
        about="Everybody who has an account on this instance. Others join by invitation."
        actions={
          <Button leftSection={<PlusIcon size={18} />} onClick={dialog.open}>
            Invite somebody
          </Button>
        }
      />
      <Stack gap="lg">
        <Accounts />
        <InvitationList />
      </Stack>
      <InviteDialog opened={inviting} onClose={dialog.close} />
    </>
  );
}

function Accounts() {
  const { id: me } = useSession();
  const [typed, setTyped] = useState('');
  const [userType, setUserType] = useState<UserType | ''>('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const people = useInfiniteQuery({
    queryKey: ['profiles', q, userType],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/profiles', {
          params: {
            query: { limit: 25, cursor: pageParam, q: q || undefined, userType: userType || undefined },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <Section title="Accounts">
      <Group mb="md" gap="sm" align="flex-end">
        <TextInput
          type="search"
          label="Search"
          description="By the beginning of a name or e-mail address"
          leftSection={<SearchIcon size={18} />}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          flex={1}
          miw={220}
          size="sm"
        />
        <NativeSelect
          label="Role"
          value={userType}
          onChange={(event) => setUserType(event.currentTarget.value as UserType | '')}
          data={[{ value: '', label: 'All' }, ...userTypeOptions]}
        />
      </Group>
      <Loaded query={people} lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Nothing icon={PeopleIcon} title="Nobody was found" text="Try another name, or all roles." />
            );
          return (
            <Table verticalSpacing="sm" highlightOnHover aria-label="Accounts">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th visibleFrom="xs">Role</Table.Th>
                  <Table.Th visibleFrom="sm">Since</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ id, firstName, lastName, email, userType: type, createdAt }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Text fw={600} size="sm">
                        {[firstName, lastName].filter(Boolean).join(' ') || '–'}
                      </Text>
                      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {email ?? 'cannot sign in'}
                      </Text>
                      <Box hiddenFrom="xs" mt={4}>
                        <RoleBadge userType={type as UserType} />
                      </Box>
                    </Table.Td>
                    <Table.Td visibleFrom="xs">
                      <RoleBadge userType={type as UserType} />
                    </Table.Td>
                    <Table.Td visibleFrom="sm">{dayText(createdAt)}</Table.Td>
                    <Table.Td ta="right">
                      {id !== me && (
                        <Anchor
                          component={Link}
                          to={`/app/access/user-types?person=${id}`}
                          size="sm"
                          aria-label={`Change user type: ${personText({ firstName, lastName, email })}`}
                        >
                          Change user type
                        </Anchor>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Loaded>
      <LoadMore query={people} />
    </Section>
  );
}

function RoleBadge({ userType }: { readonly userType: UserType }) {
  return <Badge color={userType === 'admin' ? 'care' : 'gray'}>{USER_TYPE_LABELS[userType]}</Badge>;
}
