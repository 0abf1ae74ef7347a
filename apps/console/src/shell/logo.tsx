import { Group, Text } from '@mantine/core';

import mark from '../favicon.svg';

export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src={mark} width={size} height={size} alt="" />
      <Text fw={700} fz={size > 30 ? 'xl' : 'lg'} style={{ letterSpacing: '-0.01em' }}>
        Carenode
      </Text>
    </Group>
  );
}
