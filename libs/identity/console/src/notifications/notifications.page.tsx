import {
  BellIcon,
  Nothing,
  PagedList,
  PageHeader,
  PlainList,
  ProblemAlert,
  Section,
  useNotificationWords,
  useSession,
} from '@carenode/ui';
import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { whenText, wordsOfNotification } from './notification.rules.js';
import { type Notification, notificationsQuery, useRead } from './notifications.queries.js';

/** What the instance told the person. */
export function Component() {
  const { id: reader } = useSession();
  const notifications = useInfiniteQuery(notificationsQuery);
  const read = useRead();
  const unread = (notifications.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ readAt }) => readAt === null)
    .map(({ id }) => id);
  return (
    <>
      <PageHeader
        title="Notifications"
        about="What others did that concerns you, told to you as it happened."
        actions={
          unread.length > 0 && (
            <Button variant="default" loading={read.isPending} onClick={() => read.mutate(unread)}>
              Mark all as read
            </Button>
          )
        }
      />
      <Section title="Newest first">
        {read.error && <ProblemAlert error={read.error} />}
        <PagedList
          query={notifications}
          lines={5}
          nothing={<Nothing icon={BellIcon} title="There is nothing to tell you" />}
        >
          {(items) => (
            <PlainList label="Notifications">
              {items.map((notification) => (
                <Item
                  key={notification.id}
                  notification={notification}
                  reader={reader}
                  pending={read.isPending}
                  onRead={() => read.mutate([notification.id])}
                />
              ))}
            </PlainList>
          )}
        </PagedList>
      </Section>
    </>
  );
}

interface ItemProps {
  readonly notification: Notification;
  readonly reader: string;
  readonly pending: boolean;
  readonly onRead: () => void;
}

function Item({ notification: { kind, body, createdAt, readAt }, reader, pending, onRead }: ItemProps) {
  const { title, text, to, isUrgent } = wordsOfNotification(kind, body, reader, useNotificationWords());
  return (
    <li data-notification={kind}>
      <Group gap="xs">
        <Text fw={readAt === null ? 650 : 500}>{title}</Text>
        {readAt === null && <Badge color={isUrgent ? 'red' : 'care'}>New</Badge>}
      </Group>
      {text !== '' && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
      <Group gap="md" mt={4}>
        <Text size="sm" c="dimmed" component="time" dateTime={createdAt}>
          {whenText(createdAt, new Date())}
        </Text>
        {to !== undefined && (
          <Anchor component={Link} to={to} size="sm" aria-label={`See more: ${title}`}>
            See more
          </Anchor>
        )}
        {readAt === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={pending}
            onClick={onRead}
            aria-label={`Mark as read: ${title}`}
          >
            Mark as read
          </Button>
        )}
      </Group>
    </li>
  );
}
