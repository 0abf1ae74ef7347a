import { FormDialog, LongText, useDraft } from '@carenode/ui';
import { Grid, NumberInput, TextInput } from '@mantine/core';

import { todayUtc, yearsAfter } from '../shared/prescription.rules.js';
import { TreatmentChoice } from '../shared/treatment-choice.js';
import { usePrescribing } from './reviews.queries.js';

const LABELS = {
  treatmentId: 'Treatment',
  quantity: 'Units at a time',
  refillsAllowed: 'Refills',
  dosageInstruction: 'How to take it',
  validFrom: 'Valid from',
  expiresOn: 'Not valid any more from',
} as const;

interface PrescriptionDraft {
  readonly treatmentId: string | null;
  readonly quantity: number | string;
  readonly refillsAllowed: number | string;
  readonly dosageInstruction: string;
  readonly validFrom: string;
  readonly expiresOn: string;
}

interface PrescriptionFormProps {
  readonly patientId: string;
  /** What it is to cover. */
  readonly start?: { readonly treatmentId: string | null; readonly quantity: number };
  readonly onClose: () => void;
}

/** Prescribes a treatment for a patient in my care. */
export function PrescriptionForm({ patientId, start, onClose }: PrescriptionFormProps) {
  const saving = usePrescribing(patientId);
  const { draft, errors, problem, text, value } = useDraft({
    start: (): PrescriptionDraft => ({
      treatmentId: start?.treatmentId ?? null,
      quantity: start?.quantity ?? 1,
      refillsAllowed: 0,
      dosageInstruction: '',
      validFrom: '',
      expiresOn: yearsAfter(todayUtc(), 1),
    }),
    labels: LABELS,
    saving,
  });
  const save = () =>
    saving.mutate(
      {
        treatmentId: draft.treatmentId ?? '',
        quantity: Number(draft.quantity),
        refillsAllowed: Number(draft.refillsAllowed || 0),
        expiresOn: draft.expiresOn,
        ...(draft.validFrom === '' ? {} : { validFrom: draft.validFrom }),
        ...(draft.dosageInstruction.trim() === ''
          ? {}
          : { dosageInstruction: draft.dosageInstruction.trim() }),
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog
      title="Prescribe"
      label="Prescription"
      problem={problem}
      notSaved="Nothing was prescribed"
      submit="Prescribe"
      pending={saving.isPending}
      onSubmit={save}
      onClose={onClose}
    >
      <TreatmentChoice required {...value('treatmentId')} error={errors.treatmentId} />
      <Grid gap="sm">
        <Grid.Col span={6}>
          <NumberInput
            size="md"
            min={1}
            max={100_000}
            allowDecimal={false}
            required
            withAsterisk={false}
            {...value('quantity')}
          />
        </Grid.Col>
        <Grid.Col span={6}>
          <NumberInput size="md" min={0} max={99} allowDecimal={false} {...value('refillsAllowed')} />
        </Grid.Col>
      </Grid>
      <LongText maxLength={2000} placeholder="One tablet with breakfast" {...text('dosageInstruction')} />
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput
            type="date"
            description="Today, if it is left empty"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...text('validFrom')}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput type="date" required withAsterisk={false} {...text('expiresOn')} />
        </Grid.Col>
      </Grid>
    </FormDialog>
  );
}
