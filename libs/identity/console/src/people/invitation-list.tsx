import { Badge, Box, Button, Table, Text } from '@mantine/core';
import {
  answerOf,
  api,
  dayText,
  Loaded,
  LoadMore,
  PeopleIcon,
  Nothing,
  ProblemAlert,
  Section,
  USER_TYPE_LABELS,
  type UserType,
} from '@carenode/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

const COLORS: Readonly<Record<string, string>> = {
  open: 'care',
  accepted: 'green',
  expired: 'yellow',
  revoked: 'gray',
};
const LABELS: Readonly<Record<string, string>> = {
  open: 'Open',
  accepted: 'Accepted',
  expired: 'Expired',
  revoked: 'Taken back',
};

/** Who was invited, and whether they came. */
export function InvitationList() {
  const client = useQueryClient();
  const invitations = useInfiniteQuery({
    queryKey: ['invitations'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/invitations', { params: { query: { limit: 10, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const takeBack = useMutation({
    mutationFn: (id: string) =>
      answerOf(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  });
  return (
    <Section title="Invitations">
      {takeBack.error && <ProblemAlert error={takeBack.error} title="The invitation was not taken back" />}
      <Loaded query={invitations}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing icon={PeopleIcon} title="Nobody was invited yet" />;
          return (
            <Table verticalSpacing="sm" aria-label="Invitations">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Invited</Table.Th>
                  <Table.Th visibleFrom="xs">State</Table.Th>
                  <Table.Th visibleFrom="sm">Until</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ id, email, userType, status, expiresAt }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                        {email}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {USER_TYPE_LABELS[userType as UserType]}
                      </Text>
                      <Box hiddenFrom="xs" mt={4}>
                        <StatusBadge status={status} />
                      </Box>
                    </Table.Td>
                    <Table.Td visibleFrom="xs">
                      <StatusBadge status={status} />
                    </Table.Td>
                    <Table.Td visibleFrom="sm">{dayText(expiresAt)}</Table.Td>
                    <Table.Td ta="right">
                      {status === 'open' && (
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="red"
                          loading={takeBack.isPending && takeBack.variables === id}
                          onClick={() => takeBack.mutate(id)}
                          aria-label={`Take back the invitation of ${email}`}
                        >
                          Take back
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Loaded>
      <LoadMore query={invitations} />
    </Section>
  );
}

function StatusBadge({ status }: { readonly status: string }) {
  return <Badge color={COLORS[status] ?? 'gray'}>{LABELS[status] ?? status}</Badge>;
}
