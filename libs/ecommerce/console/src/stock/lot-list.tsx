import { BoxIcon, dayText, Nothing, PagedList, PageHeader, PlusIcon, Section } from '@carenode/ui';
import { Anchor, Badge, Button, Grid, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { todayUtc } from '../shared/prescription.rules.js';
import { ProductChoice } from '../shared/product-choice.js';
import { LotForm } from './lot-form.js';
import { lotsQuery, type LotWish } from './stock.queries.js';
import { daysAfter, type Lot, lotState, STOCK } from './stock.rules.js';

export function LotList() {
  const [params, setParams] = useSearchParams();
  const productId = params.get('product');
  const [typed, setTyped] = useState('');
  const [held, setHeld] = useState<LotWish['held']>('');
  const [within, setWithin] = useState('');
  const [isNew, setNew] = useState(false);
  const [lotCode] = useDebouncedValue(typed, 250);
  const expiresBy = within === '' ? '' : daysAfter(todayUtc(), Number(within));
  const lots = useInfiniteQuery(lotsQuery({ productId, lotCode, held, expiresBy }));
  return (
    <>
      <PageHeader
        title="Stock"
        about="Lots, from the supplier to those who have them."
        actions={
          <Button leftSection={<PlusIcon size={18} />} onClick={() => setNew(true)}>
            Receive a lot
          </Button>
        }
      />
      <Section title="Lots">
        <Grid gap="sm" mb="md" align="flex-end">
          <Grid.Col span={{ base: 12, md: 5 }}>
            <ProductChoice
              label="Product"
              value={productId}
              onChange={(id) => setParams(id === null ? {} : { product: id }, { replace: true })}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 4, md: 3 }}>
            <TextInput
              type="search"
              label="Lot"
              description="Its whole code"
              maxLength={100}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 4, md: 2 }}>
            <NativeSelect
              label="Held"
              size="md"
              value={held}
              onChange={(event) => setHeld(event.currentTarget.value as LotWish['held'])}
              data={[
                { value: '', label: 'All' },
                { value: 'true', label: 'Held' },
                { value: 'false', label: 'Not held' },
              ]}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 4, md: 2 }}>
            <NativeSelect
              label="Expires"
              size="md"
              value={within}
              onChange={(event) => setWithin(event.currentTarget.value)}
              data={[
                { value: '', label: 'Any time' },
                { value: '0', label: 'Has expired' },
                { value: '30', label: 'In 30 days' },
                { value: '90', label: 'In 90 days' },
              ]}
            />
          </Grid.Col>
        </Grid>
        <PagedList query={lots} lines={8} nothing={<Nothing icon={BoxIcon} title="There is no such lot" />}>
          {(items) => <Rows lots={items} />}
        </PagedList>
      </Section>
      {isNew && <LotForm productId={productId} onClose={() => setNew(false)} />}
    </>
  );
}

function Rows({ lots }: { readonly lots: readonly Lot[] }) {
  const today = todayUtc();
  return (
    <Table verticalSpacing="sm" aria-label="Lots">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Lot</Table.Th>
          <Table.Th visibleFrom="sm">Supplier</Table.Th>
          <Table.Th visibleFrom="sm">Expires</Table.Th>
          <Table.Th ta="end">Units</Table.Th>
          <Table.Th>State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lots.map((lot) => {
          const { text, color } = lotState(lot, today);
          return (
            <Table.Tr key={lot.id} data-lot={lot.lotCode}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to={`${STOCK}/${lot.id}`}
                  size="sm"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {lot.lotCode}
                </Anchor>
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {lot.productName}
                </Text>
                {lot.expiresOn !== null && (
                  <Text size="xs" c="dimmed" hiddenFrom="sm">
                    Expires {dayText(lot.expiresOn)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td visibleFrom="sm">{lot.supplier ?? '–'}</Table.Td>
              <Table.Td visibleFrom="sm">
                {lot.expiresOn === null ? 'Never' : dayText(lot.expiresOn)}
              </Table.Td>
              <Table.Td ta="end">{lot.quantity}</Table.Td>
              <Table.Td>
                <Badge color={color}>{text}</Badge>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
