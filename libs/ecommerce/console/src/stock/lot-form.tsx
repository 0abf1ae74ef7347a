import { FormDialog, LongText, useDraft } from '@carenode/ui';
import { Grid, NumberInput, TextInput } from '@mantine/core';

import { ProductChoice } from '../shared/product-choice.js';
import { useLotReceipt } from './stock.queries.js';

const LABELS = {
  productId: 'Product',
  lotCode: 'Lot',
  quantity: 'Units that came in',
  expiresOn: 'Not sold any more from',
  supplier: 'Supplier',
  supplierReference: 'Number of the delivery',
  certificateUrl: 'Certificate of analysis',
  notes: 'Notes',
} as const;

interface LotDraft {
  readonly productId: string | null;
  readonly lotCode: string;
  readonly quantity: number | string;
  readonly expiresOn: string;
  readonly supplier: string;
  readonly supplierReference: string;
  readonly certificateUrl: string;
  readonly notes: string;
}

interface LotFormProps {
  readonly productId: string | null;
  readonly onClose: () => void;
}

/** A lot that came in. */
export function LotForm({ productId, onClose }: LotFormProps) {
  const saving = useLotReceipt();
  const { draft, problem, text, value } = useDraft({
    start: (): LotDraft => ({
      productId,
      lotCode: '',
      quantity: '',
      expiresOn: '',
      supplier: '',
      supplierReference: '',
      certificateUrl: '',
      notes: '',
    }),
    labels: LABELS,
    saving,
  });
  const save = () =>
    saving.mutate(
      {
        productId: draft.productId ?? '',
        lotCode: draft.lotCode.trim(),
        quantity: Number(draft.quantity),
        expiresOn: draft.expiresOn || null,
        supplier: draft.supplier.trim() || null,
        supplierReference: draft.supplierReference.trim() || null,
        certificateUrl: draft.certificateUrl.trim() || null,
        notes: draft.notes.trim() || null,
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog
      title="Receive a lot"
      label="Lot"
      problem={problem}
      notSaved="The lot was not written down"
      submit="Receive the lot"
      pending={saving.isPending}
      onSubmit={save}
      onClose={onClose}
    >
      <ProductChoice required {...value('productId')} />
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput
            description="As it stands on the package"
            required
            withAsterisk={false}
            maxLength={100}
            {...text('lotCode')}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <NumberInput
            size="md"
            description="Each as it is sold"
            min={0}
            max={1_000_000_000}
            allowDecimal={false}
            required
            withAsterisk={false}
            {...value('quantity')}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput type="date" {...text('expiresOn')} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput maxLength={500} {...text('supplier')} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput maxLength={200} {...text('supplierReference')} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput type="url" placeholder="https://" maxLength={2000} {...text('certificateUrl')} />
        </Grid.Col>
      </Grid>
      <LongText {...text('notes')} />
    </FormDialog>
  );
}
