import { EmptyState } from '@mantine/core';
import type { ReactNode } from 'react';

import type { Icon } from './icons.js';

interface NothingProps {
  readonly icon: Icon;
  readonly title: string;
  /** Why there is nothing, or what to do. */
  readonly text?: ReactNode;
  readonly children?: ReactNode;
}

/** Stands where a list would be when there is nothing in it. */
export function Nothing({ icon: DrawnIcon, title, text, children }: NothingProps) {
  return (
    <EmptyState
      icon={<DrawnIcon size={24} />}
      title={title}
      description={text}
      variant="light"
      size="sm"
      py="lg"
      maw="32rem"
      mx="auto"
    >
      {children !== undefined && <EmptyState.Actions>{children}</EmptyState.Actions>}
    </EmptyState>
  );
}
