import { Loaded, PageHeader, ProblemAlert } from '@carenode/ui';
import { Anchor, Badge, Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';

import { type Product, productQuery } from '../shared/products.queries.js';
import { useProductStatus } from './catalogue.queries.js';
import { CATALOGUE, statusColor, statusText } from './catalogue.rules.js';
import { ProductForm } from './product-form.js';

const BACK = { to: CATALOGUE, label: 'Catalogue' } as const;

export function NewProduct() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New product" about="It is a draft until you publish it." back={BACK} />
      <ProductForm
        product={null}
        onSaved={({ id }) => void navigate(`${CATALOGUE}/${id}`, { replace: true })}
      />
    </>
  );
}

export function ChangedProduct() {
  const { id = '' } = useParams();
  // What somebody writes is not replaced while they write.
  const product = useQuery({ ...productQuery(id), refetchOnWindowFocus: false, staleTime: Infinity });
  return (
    <>
      <PageHeader
        title={product.data?.name ?? 'Product'}
        about={
          product.data && (
            <Group gap="xs">
              <Badge color={statusColor(product.data.status)}>{statusText(product.data.status)}</Badge>
              <Anchor component={Link} to={`/app/stock?product=${id}`} size="sm">
                {product.data.available} in stock: its lots
              </Anchor>
            </Group>
          )
        }
        back={BACK}
      />
      <Loaded query={product} lines={10}>
        {(found) => (
          <Stack gap="lg">
            <Publishing product={found} />
            <ProductForm key={found.version} product={found} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Publishing({ product }: { readonly product: Product }) {
  const saving = useProductStatus(product);
  const isSold = product.status === 'active';
  return (
    <Stack gap="sm" align="flex-start">
      {saving.error && <ProblemAlert error={saving.error} title="The state was not changed" />}
      <Button
        variant={isSold ? 'default' : 'filled'}
        loading={saving.isPending}
        onClick={() => saving.mutate(isSold ? 'retired' : 'active')}
      >
        {isSold ? 'Take it out of the shop' : 'Publish it in the shop'}
      </Button>
    </Stack>
  );
}
