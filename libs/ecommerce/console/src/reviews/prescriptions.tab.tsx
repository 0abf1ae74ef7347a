import { ConfirmDialog, FileIcon, LongText, Nothing, PagedList, PlusIcon, Section } from '@carenode/ui';
import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Prescription } from '../shared/prescription.rules.js';
import { PrescriptionList } from '../shared/prescription-list.js';
import { PrescriptionForm } from './prescription-form.js';
import { prescriptionsQuery, usePrescriptionEnd } from './reviews.queries.js';

/** What was prescribed for a patient in my care. */
export function PrescriptionsTab({ patientId }: { readonly patientId: string }) {
  const prescriptions = useInfiniteQuery(prescriptionsQuery(patientId));
  const [isNew, setNew] = useState(false);
  const [stopped, setStopped] = useState<Prescription | null>(null);
  return (
    <Section
      title="Prescriptions"
      about="The shop sells what needs a prescription while one of these covers it."
      actions={
        <Button leftSection={<PlusIcon size={18} />} onClick={() => setNew(true)}>
          Prescribe
        </Button>
      }
    >
      <PagedList
        query={prescriptions}
        lines={5}
        nothing={<Nothing icon={FileIcon} title="Nothing was prescribed yet" />}
      >
        {(items) => (
          <PrescriptionList
            prescriptions={items}
            actions={(prescription) =>
              ['active', 'on-hold'].includes(prescription.status) && (
                <Group mt="xs">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Stop ${prescription.treatmentName}`}
                    onClick={() => setStopped(prescription)}
                  >
                    Stop …
                  </Button>
                </Group>
              )
            }
          />
        )}
      </PagedList>
      {isNew && <PrescriptionForm patientId={patientId} onClose={() => setNew(false)} />}
      {stopped && (
        <StopDialog patientId={patientId} prescription={stopped} onClose={() => setStopped(null)} />
      )}
    </Section>
  );
}

interface StopDialogProps {
  readonly patientId: string;
  readonly prescription: Prescription;
  readonly onClose: () => void;
}

function StopDialog({ patientId, prescription: { id, version, treatmentName }, onClose }: StopDialogProps) {
  const ending = usePrescriptionEnd(patientId);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened
      title={`Stop ${treatmentName}?`}
      confirm="Stop the prescription"
      danger
      pending={ending.isPending}
      error={ending.error}
      onConfirm={() =>
        ending.mutate(
          { id, version, status: 'stopped', statusReason: reason.trim() || null },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <Text size="sm">
        Nothing more is sold on it, and orders on it that have not left are not sent. It is not taken up
        again; you can prescribe anew.
      </Text>
      <LongText
        label="Why"
        description="The patient reads it; may stay empty"
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
