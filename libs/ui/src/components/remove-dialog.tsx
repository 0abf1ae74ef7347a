import type { ReactNode } from 'react';

import { ConfirmDialog } from './confirm-dialog.js';

interface RemoveDialogProps<T> {
  /** What kind of thing it is: `goal`. */
  readonly noun: string;
  /** What is to be deleted; null: nothing is asked. */
  readonly of: T | null;
  readonly removal: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (of: T, options: { readonly onSuccess: () => void }) => void;
    readonly reset: () => void;
  };
  readonly onClose: () => void;
  /** Where to go instead of only closing. */
  readonly onRemoved?: () => void;
  /** What happens then. */
  readonly children: (of: T) => ReactNode;
}

/** Asks before something is deleted, and deletes it. */
export function RemoveDialog<T>({
  noun,
  of,
  removal,
  onClose,
  onRemoved = onClose,
  children,
}: RemoveDialogProps<T>) {
  return (
    <ConfirmDialog
      opened={of !== null}
      title={`Delete the ${noun}?`}
      confirm={`Delete the ${noun}`}
      danger
      pending={removal.isPending}
      error={removal.error}
      onConfirm={() => of !== null && removal.mutate(of, { onSuccess: onRemoved })}
      onClose={() => {
        // What went wrong with one thing is not said of the next.
        removal.reset();
        onClose();
      }}
    >
      {of === null ? '' : children(of)}
    </ConfirmDialog>
  );
}
