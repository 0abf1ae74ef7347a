import { DoneAlert, Form, LongText, Section, useDraft } from '@carenode/ui';
import { Button, Checkbox, Grid, Group, NumberInput, Stack, TextInput } from '@mantine/core';

import type { Product } from '../shared/products.queries.js';
import { ProductPicture } from '../shared/product-picture.js';
import { TreatmentChoice } from '../shared/treatment-choice.js';
import { useProductSaving } from './catalogue.queries.js';
import { draftOf, inputOf, PRODUCT_LABELS } from './catalogue.rules.js';

interface ProductFormProps {
  /** Null for a new one. */
  readonly product: Product | null;
  readonly onSaved?: (product: Product) => void;
}

/** What a product is, and what it costs. */
export function ProductForm({ product, onSaved }: ProductFormProps) {
  const saving = useProductSaving(product);
  const { draft, set, errors, problem, text, value } = useDraft({
    start: () => draftOf(product),
    labels: PRODUCT_LABELS,
    saving,
  });
  return (
    <Form
      label="Product"
      problem={problem}
      notSaved="The product was not saved"
      onSubmit={() => saving.mutate(inputOf(draft), { onSuccess: (saved) => onSaved?.(saved) })}
      gap="lg"
    >
      {saving.isSuccess && <DoneAlert>The product was saved.</DoneAlert>}
      <Section title="What it is">
        <Grid gap="sm">
          <Grid.Col span={12}>
            <TextInput required withAsterisk={false} maxLength={500} {...text('name')} />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 4 }}>
            <TextInput maxLength={500} placeholder="500 mg" {...text('strength')} />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 4 }}>
            <TextInput maxLength={200} placeholder="tablet" {...text('dosageForm')} />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 4 }}>
            <TextInput maxLength={200} placeholder="oral" {...text('route')} />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 4 }}>
            <TextInput maxLength={200} {...text('category')} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 8 }}>
            <TextInput maxLength={500} {...text('manufacturer')} />
          </Grid.Col>
          <Grid.Col span={12}>
            <LongText maxLength={20_000} minRows={3} maxRows={12} {...text('description')} />
          </Grid.Col>
          <Grid.Col span={12}>
            <LongText
              description="Their https addresses, one a line. Browsers load them from servers that the setting pictureHosts of this module names, and from no others: a server learns who looks at what"
              placeholder="https://"
              maxRows={20}
              {...text('imageUrls')}
            />
            {product !== null && product.imageUrls.length > 0 && <Pictures urls={product.imageUrls} />}
          </Grid.Col>
        </Grid>
      </Section>
      <Section title="How it is sold">
        <Stack gap="sm">
          <Grid gap="sm">
            <Grid.Col span={{ base: 7, sm: 4 }}>
              <NumberInput size="md" min={0} max={1_000_000_000} {...value('price')} />
            </Grid.Col>
            <Grid.Col span={{ base: 5, sm: 3 }}>
              <TextInput maxLength={3} placeholder="As set" {...text('currency')} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 5 }}>
              <NumberInput
                size="md"
                min={1}
                max={100_000}
                allowDecimal={false}
                placeholder="As many as there are"
                {...value('maxPerOrder')}
              />
            </Grid.Col>
          </Grid>
          <Checkbox
            label={PRODUCT_LABELS.isPrescriptionRequired}
            checked={draft.isPrescriptionRequired}
            error={errors.isPrescriptionRequired}
            onChange={(event) => set({ isPrescriptionRequired: event.currentTarget.checked })}
          />
          <TreatmentChoice
            description="What of the catalogue of treatments it is: prescriptions of that cover it. Type the beginning of a name or code"
            {...value('treatmentId')}
          />
        </Stack>
      </Section>
      <Section title="Numbers" about="By which it is ordered, scanned, and found in recalls">
        <Grid gap="sm">
          <Grid.Col span={{ base: 12, sm: 4 }}>
            <TextInput maxLength={100} {...text('sku')} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 4 }}>
            <TextInput maxLength={14} placeholder="12345-678-90" {...text('ndc')} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 4 }}>
            <TextInput maxLength={14} {...text('gtin')} />
          </Grid.Col>
        </Grid>
      </Section>
      <Group justify="flex-end">
        <Button type="submit" loading={saving.isPending}>
          Save the product
        </Button>
      </Group>
    </Form>
  );
}

/** The pictures as they are stored, and which of them browsers do not show. */
function Pictures({ urls }: { readonly urls: readonly string[] }) {
  return (
    <Group gap="xs" mt="xs" role="group" aria-label="Pictures as patients see them">
      {urls.map((url, at) => (
        <ProductPicture key={url} url={url} alt={`Picture ${at + 1}`} size={72} />
      ))}
    </Group>
  );
}
