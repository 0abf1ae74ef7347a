import { countText, Loaded } from '@carenode/ui';
import { Button, Checkbox, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { ANY_PRODUCT, facetsQuery, type ProductWish } from '../shared/products.queries.js';

interface FacetsProps {
  readonly wish: ProductWish;
  readonly onChange: (change: Partial<ProductWish>) => void;
}

interface Counted {
  readonly value: string;
  readonly count: number;
}

type Choice = 'category' | 'manufacturer' | 'dosageForm';

const LABELS: Readonly<Record<Choice, string>> = {
  category: 'Category',
  dosageForm: 'Form',
  manufacturer: 'Made by',
};

/** Filters, each with how many products it would leave. */
export function Facets({ wish, onChange }: FacetsProps) {
  const facets = useQuery(facetsQuery(wish));
  const { q, sort } = wish;
  const isFiltered = JSON.stringify(wish) !== JSON.stringify({ ...ANY_PRODUCT, q, sort });
  return (
    <Loaded query={facets} lines={8}>
      {(found) => (
        <Stack gap="sm">
          <Checkbox
            label={labelled('In stock', found.inStock, true)}
            checked={wish.inStock}
            onChange={(event) => onChange({ inStock: event.currentTarget.checked })}
          />
          <NativeSelect
            label="Prescription"
            value={wish.prescription}
            onChange={(event) =>
              onChange({ prescription: event.currentTarget.value as ProductWish['prescription'] })
            }
            data={[
              { value: '', label: 'With and without' },
              { value: 'false', label: labelled('Without prescription', found.prescription, false) },
              { value: 'true', label: labelled('Prescription only', found.prescription, true) },
            ]}
          />
          {(Object.keys(LABELS) as Choice[]).map((name) => (
            <FacetChoice
              key={name}
              label={LABELS[name]}
              value={wish[name]}
              counts={found[name]}
              onChange={(value) => onChange({ [name]: value })}
            />
          ))}
          {isFiltered && (
            <Button variant="default" onClick={() => onChange({ ...ANY_PRODUCT, q, sort })}>
              Take all filters away
            </Button>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface FacetChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly counts: readonly Counted[];
  readonly onChange: (value: string) => void;
}

function FacetChoice({ label, value, counts, onChange }: FacetChoiceProps) {
  // What was chosen stays there, also when nothing is left of it.
  const shown =
    value === '' || counts.some((one) => one.value === value) ? counts : [{ value, count: 0 }, ...counts];
  if (shown.length === 0) return null;
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: 'All' },
        ...shown.map((one) => ({ value: one.value, label: `${one.value} (${countText(one.count)})` })),
      ]}
    />
  );
}

const labelled = (
  text: string,
  counts: readonly { readonly value: boolean; readonly count: number }[],
  value: boolean,
) => `${text} (${countText(counts.find((one) => one.value === value)?.count ?? 0)})`;
