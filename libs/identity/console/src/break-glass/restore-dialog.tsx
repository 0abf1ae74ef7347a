import { ConfirmDialog } from '@carenode/ui';
import { Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type BreakGlassGrant, useRestore } from './break-glass.queries.js';
import { REASON_LENGTH } from './break-glass.rules.js';

interface RestoreDialogProps {
  readonly grant: BreakGlassGrant;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Gives somebody the right to emergency access back after a use that was not justified. */
export function RestoreDialog({ grant, opened, onClose }: RestoreDialogProps) {
  const [reason, setReason] = useState('');
  const restore = useRestore();
  return (
    <ConfirmDialog
      opened={opened}
      title="Allow emergency access again?"
      confirm="Allow again"
      disabled={reason.trim().length < REASON_LENGTH.min}
      pending={restore.isPending}
      error={restore.error}
      onConfirm={() =>
        restore.mutate({ profileId: grant.profileId, reason: reason.trim() }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">
          {grant.openerName ?? 'This person'} can open records in emergencies again. They are told, with your
          reason.
        </Text>
        <Textarea
          label="Reason"
          description={`At least ${REASON_LENGTH.min} characters`}
          autosize
          minRows={2}
          maxLength={REASON_LENGTH.max}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
