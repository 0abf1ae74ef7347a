import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

/** A link to another site, which opens beside and is not told where somebody came from. */
export function OutsideLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor href={to} target="_blank" rel="noopener noreferrer" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Anchor>
  );
}
