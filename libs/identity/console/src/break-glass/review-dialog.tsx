import { ConfirmDialog } from '@carenode/ui';
import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { type BreakGlassGrant, useReview } from './break-glass.queries.js';

interface ReviewDialogProps {
  readonly grant: BreakGlassGrant;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Says whether an emergency access was justified. It ends the access if it is still open. */
export function ReviewDialog({ grant, opened, onClose }: ReviewDialogProps) {
  const [verdict, setVerdict] = useState<'justified' | 'unjustified' | null>(null);
  const [note, setNote] = useState('');
  const review = useReview();
  return (
    <ConfirmDialog
      opened={opened}
      title="Was it an emergency?"
      confirm="Save the review"
      danger={verdict === 'unjustified'}
      disabled={verdict === null}
      pending={review.isPending}
      error={review.error}
      onConfirm={() =>
        verdict &&
        review.mutate(
          { id: grant.id, verdict, ...(note.trim() === '' ? {} : { note: note.trim() }) },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">
          {grant.openerName ?? 'Somebody'} opened the record of {grant.patientName ?? 'a patient'} and wrote:
          “{grant.reason}” The patient and who opened it are told what you say. If the record is still open,
          it is closed.
        </Text>
        <Radio.Group label="Verdict" value={verdict} onChange={(value) => setVerdict(value)}>
          <Stack gap="xs" mt="xs">
            <Radio value="justified" label="Justified" description="It was an emergency." />
            <Radio
              value="unjustified"
              label="Not justified"
              description="They can open no further record in this way until an administrator allows it again."
            />
          </Stack>
        </Radio.Group>
        <Textarea
          label="Note"
          description="Optional; the patient and who opened the record can read it."
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
