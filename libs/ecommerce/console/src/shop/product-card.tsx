import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { formOf, type Product, ProductBadges } from '../shared/product-facts.js';
import { ProductPicture } from '../shared/product-picture.js';
import { SHOP_PATH } from './shop-header.js';

/** A product in a list. */
export function ProductCard({ product }: { readonly product: Product }) {
  const { id, name, manufacturer, price, currency, imageUrls } = product;
  const form = formOf(product);
  return (
    <Paper component="li" p="md" data-product={name}>
      <Stack gap={6} h="100%" justify="space-between">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <ProductPicture url={imageUrls[0]} alt="" size={64} />
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
              <Anchor component={Link} to={`${SHOP_PATH}/products/${id}`} inherit>
                {name}
              </Anchor>
            </Title>
            {form !== '' && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {form}
              </Text>
            )}
            {manufacturer !== null && (
              <Text size="sm" c="dimmed" lineClamp={1}>
                {manufacturer}
              </Text>
            )}
          </div>
        </Group>
        <Group justify="space-between" gap="xs">
          <Text fw={700}>{price === null ? 'No price yet' : moneyText(price, currency)}</Text>
          <ProductBadges product={product} />
        </Group>
      </Stack>
    </Paper>
  );
}
