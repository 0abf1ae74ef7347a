import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface PlainListProps {
  readonly label: string;
  readonly gap?: string;
  /** `li` elements. */
  readonly children: ReactNode;
}

/** A list without bullets, with a name. */
export function PlainList({ label, gap = 'md', children }: PlainListProps) {
  return (
    <Stack component="ul" gap={gap} p={0} m={0} style={{ listStyle: 'none' }} aria-label={label}>
      {children}
    </Stack>
  );
}
