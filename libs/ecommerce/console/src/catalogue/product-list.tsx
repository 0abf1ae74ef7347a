import { Nothing, PagedList, PageHeader, PlusIcon, SearchIcon, Section, TagIcon } from '@carenode/ui';
import { Anchor, Badge, Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { formOf } from '../shared/product-facts.js';
import { ANY_PRODUCT, type Product, productsQuery, type ProductWish } from '../shared/products.queries.js';
import { CATALOGUE, PRODUCT_STATUS_WORDS, statusColor, statusText } from './catalogue.rules.js';

export function ProductList() {
  const [typed, setTyped] = useState('');
  const [status, setStatus] = useState<ProductWish['status']>('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const products = useInfiniteQuery(productsQuery({ ...ANY_PRODUCT, q, status }));
  return (
    <>
      <PageHeader
        title="Catalogue"
        about="What the shop sells. Drafts and what is not sold any more are seen only here."
        actions={
          <Group gap="xs">
            <Button component={Link} to={`${CATALOGUE}/import`} variant="default">
              Import and export
            </Button>
            <Button component={Link} to={`${CATALOGUE}/new`} leftSection={<PlusIcon size={18} />}>
              New product
            </Button>
          </Group>
        }
      />
      <Section title="Products">
        <Group mb="md" gap="sm" align="flex-end">
          <TextInput
            type="search"
            label="Search"
            description="Name, strength, maker or number"
            leftSection={<SearchIcon size={18} />}
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            flex={1}
            miw={220}
            size="sm"
          />
          <NativeSelect
            label="State"
            value={status}
            onChange={(event) => setStatus(event.currentTarget.value as ProductWish['status'])}
            data={[
              { value: '', label: 'All' },
              ...Object.entries(PRODUCT_STATUS_WORDS).map(([value, label]) => ({ value, label })),
            ]}
          />
        </Group>
        <PagedList
          query={products}
          lines={8}
          nothing={
            <Nothing
              icon={TagIcon}
              title={q === '' && status === '' ? 'There are no products yet' : 'Nothing was found'}
            />
          }
        >
          {(items) => <Rows products={items} />}
        </PagedList>
      </Section>
    </>
  );
}

function Rows({ products }: { readonly products: readonly Product[] }) {
  return (
    <Table verticalSpacing="sm" aria-label="Products">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Product</Table.Th>
          <Table.Th visibleFrom="sm">Order number</Table.Th>
          <Table.Th ta="end">Price</Table.Th>
          <Table.Th ta="end" visibleFrom="sm">
            In stock
          </Table.Th>
          <Table.Th visibleFrom="sm">State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {products.map((product) => (
          <Table.Tr key={product.id} data-product={product.name}>
            <Table.Td>
              <Anchor
                component={Link}
                to={`${CATALOGUE}/${product.id}`}
                size="sm"
                style={{ overflowWrap: 'anywhere' }}
              >
                {product.name}
              </Anchor>
              <Text size="xs" c="dimmed">
                {formOf(product)}
              </Text>
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                {product.available} in stock · {statusText(product.status)}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{product.sku ?? '–'}</Table.Td>
            <Table.Td ta="end">{moneyText(product.price, product.currency)}</Table.Td>
            <Table.Td ta="end" visibleFrom="sm">
              {product.available}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Badge color={statusColor(product.status)}>{statusText(product.status)}</Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
