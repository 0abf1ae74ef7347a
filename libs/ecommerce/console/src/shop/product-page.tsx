import { DoneAlert, Loaded, ProblemAlert, Section } from '@carenode/ui';
import { Alert, Anchor, Button, DataList, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { formOf, type Product, ProductBadges } from '../shared/product-facts.js';
import { productQuery } from '../shared/products.queries.js';
import { QuantityField } from '../shared/quantity-field.js';
import { cartQuery, useCartChange } from './cart.queries.js';
import { ProductGallery } from './product-gallery.js';
import { BACK_TO_SHOP, SHOP_PATH, ShopHeader } from './shop-header.js';

/** One product, and the way into the cart. */
export function ProductPage() {
  const { id = '' } = useParams();
  const product = useQuery(productQuery(id));
  return (
    <>
      <ShopHeader
        title={product.data?.name ?? 'Product'}
        about={product.data && formOf(product.data)}
        back={BACK_TO_SHOP}
      />
      <Loaded query={product} lines={6}>
        {(found) => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 1, md: 2 }}>
              <Order product={found} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 7 }} order={{ base: 2, md: 1 }}>
              <About product={found} />
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </>
  );
}

function Order({ product }: { readonly product: Product }) {
  const { id, name, price, currency, available, maxPerOrder, isPrescriptionRequired } = product;
  const cart = useQuery(cartQuery);
  const change = useCartChange();
  const [quantity, setQuantity] = useState(1);
  const had = cart.data?.items.find(({ productId }) => productId === id)?.quantity ?? 0;
  const most = Math.min(maxPerOrder ?? 100_000, Math.max(available, 1));
  const isSold = price !== null && available > 0;
  return (
    <Section title={price === null ? 'No price yet' : moneyText(price, currency)}>
      <Stack gap="sm">
        <ProductBadges product={product} />
        {isPrescriptionRequired && (
          <Text size="sm">
            This is sold on prescription. If you have none that covers it yet, a provider who cares for you
            looks at your order before it goes on.
          </Text>
        )}
        {maxPerOrder !== null && (
          <Text size="sm" c="dimmed">
            At most {maxPerOrder} in one order.
          </Text>
        )}
        {isSold && available <= 10 && (
          <Text size="sm" c="dimmed">
            Only {available} left.
          </Text>
        )}
        {change.error && <ProblemAlert error={change.error} title="It was not put into the cart" />}
        {change.isSuccess && (
          <DoneAlert>
            It is in the cart.{' '}
            <Anchor component={Link} to={`${SHOP_PATH}/cart`} inherit fw={600}>
              Look at the cart
            </Anchor>
          </DoneAlert>
        )}
        {!isSold && (
          <Alert color="gray">
            {price === null ? 'It has no price yet.' : 'It is sold out at the moment.'}
          </Alert>
        )}
        <Group gap="sm">
          <QuantityField
            label={`Units of ${name}`}
            value={quantity}
            max={most}
            disabled={!isSold}
            onChange={(value) => {
              change.reset();
              setQuantity(value);
            }}
          />
          <Button
            size="md"
            disabled={!isSold || cart.data === undefined}
            loading={change.isPending}
            onClick={() => change.mutate({ productId: id, quantity: Math.min(had + quantity, 100_000) })}
          >
            Add to cart
          </Button>
        </Group>
        {had > 0 && (
          <Text size="sm" c="dimmed">
            {had} in the cart now.
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function About({ product }: { readonly product: Product }) {
  const {
    id,
    name,
    imageUrls,
    description,
    manufacturer,
    strength,
    dosageForm,
    route,
    category,
    ndc,
    gtin,
    sku,
  } = product;
  const facts = [
    ['Made by', manufacturer],
    ['Strength', strength],
    ['Form', dosageForm],
    ['How it is taken', route],
    ['Category', category],
    ['National Drug Code', ndc],
    ['Trade item number', gtin],
    ['Order number', sku],
  ].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  return (
    <Section title="About it">
      <Stack>
        <ProductGallery key={id} name={name} urls={imageUrls} />
        {description !== null && (
          <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{description}</Text>
        )}
        {facts.length === 0 ? (
          description === null && <Text c="dimmed">Nothing more is known of it.</Text>
        ) : (
          <DataList orientation="horizontal" labelWidth="10rem">
            {facts.map(([label, value]) => (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
        )}
      </Stack>
    </Section>
  );
}
