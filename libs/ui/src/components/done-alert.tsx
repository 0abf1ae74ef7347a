import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

import { CheckIcon } from './icons.js';

/** Says that something was done; screen readers are told. */
export function DoneAlert({ children }: { readonly children: ReactNode }) {
  return (
    <Alert color="green" icon={<CheckIcon />} role="status">
      {children}
    </Alert>
  );
}
