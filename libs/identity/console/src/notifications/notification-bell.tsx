import { BellIcon } from '@carenode/ui';
import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';

import { unreadText } from './notification.rules.js';
import { MOST_COUNTED, unreadQuery } from './notifications.queries.js';

interface NotificationBellProps {
  /** Where the person is: on a new page it is looked again. */
  readonly page: string;
}

/** How many notifications are unread, and the way to them. */
export function NotificationBell({ page }: NotificationBellProps) {
  const client = useQueryClient();
  const unread = useQuery(unreadQuery);
  useEffect(() => {
    void client.refetchQueries({ queryKey: unreadQuery.queryKey, stale: true });
  }, [page, client]);
  const found = unread.data?.items.length ?? 0;
  const count = Math.min(found, MOST_COUNTED);
  const label = unreadText(count, found > MOST_COUNTED);
  return (
    <Tooltip label="Notifications">
      <Indicator
        label={found > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
        disabled={count === 0}
        size={18}
        offset={6}
        color="red"
        styles={{ indicator: { color: 'var(--carenode-on-filled)', fontWeight: 700, pointerEvents: 'none' } }}
      >
        <ActionIcon
          component={Link}
          to="/app/notifications"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
          data-unread={count}
        >
          <BellIcon />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
