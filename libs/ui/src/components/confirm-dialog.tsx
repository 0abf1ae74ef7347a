import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { ProblemAlert } from './problem-alert.js';

interface ConfirmDialogProps {
  readonly opened: boolean;
  /** A question. */
  readonly title: string;
  /** What happens then. */
  readonly children: ReactNode;
  /** What is done, as a verb. */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done that cannot be undone by a click. */
export function ConfirmDialog({
  opened,
  title,
  children,
  confirm,
  danger = false,
  disabled = false,
  pending,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <Stack>
        {typeof children === 'string' ? <Text size="sm">{children}</Text> : children}
        {error && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color={danger ? 'red' : 'care'}
            loading={pending}
            disabled={disabled}
            onClick={onConfirm}
            data-autofocus={!danger && !disabled ? true : undefined}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
