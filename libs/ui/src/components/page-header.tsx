import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { ArrowLeftIcon } from './icons.js';

interface PageHeaderProps {
  readonly title: string;
  /** One sentence on what the page is for. */
  readonly about?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly actions?: ReactNode;
}

/** The heading of a page, which is the document's title too. */
export function PageHeader({ title, about, back, actions }: PageHeaderProps) {
  return (
    <Stack gap={6} mb="lg">
      <title>{`${title} · Carenode`}</title>
      {back && (
        <Anchor component={Link} to={back.to} size="sm" w="fit-content">
          <Group gap={6} component="span">
            <ArrowLeftIcon size={16} /> {back.label}
          </Group>
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start" gap="md">
        <Box miw={0} flex="1 1 16rem">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {about !== undefined && (
            <Text c="dimmed" mt={4} maw="42rem" component="div">
              {about}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
    </Stack>
  );
}
