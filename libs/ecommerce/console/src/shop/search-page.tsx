import { CartIcon, Nothing, PagedList, plural, SearchIcon } from '@carenode/ui';
import { Button, Collapse, Grid, NativeSelect, Paper, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

import { productsQuery, type ProductWish } from '../shared/products.queries.js';
import { Facets } from './facets.js';
import { ProductCard } from './product-card.js';
import { paramsOf, wishOf } from './search-params.rules.js';
import { SHOP_PATH, ShopHeader } from './shop-header.js';

/** Finds what the shop sells. */
export function SearchPage() {
  const [params] = useSearchParams();
  const [wish, setWish] = useState<ProductWish>(() => wishOf(params));
  const [q] = useDebouncedValue(wish.q, 250);
  const asked = { ...wish, q };
  // Who comes back from a product finds the list as it was. Not by the router: a search is no step from page to page.
  const address = paramsOf(asked).toString();
  useEffect(() => {
    const { pathname, search } = window.location;
    if (pathname === SHOP_PATH && search.slice(1) !== address)
      window.history.replaceState(window.history.state, '', address === '' ? pathname : `?${address}`);
  }, [address]);
  const products = useInfiniteQuery(productsQuery(asked));
  const [opened, { toggle }] = useDisclosure();
  const set = (change: Partial<ProductWish>) => setWish((before) => ({ ...before, ...change }));
  const facets = <Facets wish={asked} onChange={set} />;
  return (
    <>
      <ShopHeader title="Shop" about="Medicines, tests and supplies of this instance." />
      <Grid gap="md" align="flex-end" mb="md">
        <Grid.Col span={{ base: 12, sm: 8 }}>
          <TextInput
            type="search"
            label="Search"
            description="Name, strength, maker or number; typing errors are forgiven"
            leftSection={<SearchIcon size={18} />}
            maxLength={200}
            value={wish.q}
            onChange={(event) => set({ q: event.currentTarget.value })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4 }}>
          <NativeSelect
            label="Sort by"
            size="md"
            value={wish.sort}
            onChange={(event) => set({ sort: event.currentTarget.value as ProductWish['sort'] })}
            data={[
              { value: '', label: 'Best matches first' },
              { value: 'name', label: 'By name' },
              { value: 'price', label: 'Cheapest first' },
              { value: '-price', label: 'Dearest first' },
            ]}
          />
        </Grid.Col>
      </Grid>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 3 }}>
          <Button
            hiddenFrom="md"
            variant="default"
            fullWidth
            onClick={toggle}
            aria-expanded={opened}
            aria-controls="shop-filters"
          >
            {opened ? 'Hide the filters' : 'Filters'}
          </Button>
          <Collapse expanded={opened} hiddenFrom="md" id="shop-filters">
            <Paper p="md" mt="sm">
              {opened && facets}
            </Paper>
          </Collapse>
          <Paper p="md" visibleFrom="md" component="section" aria-label="Filters">
            {facets}
          </Paper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 9 }}>
          <PagedList
            query={products}
            lines={8}
            nothing={
              <Paper>
                <Nothing
                  icon={CartIcon}
                  title="Nothing was found"
                  text="Try another word, or take a filter away."
                />
              </Paper>
            }
          >
            {(items) => (
              <>
                <Text size="sm" c="dimmed" mb="xs" role="status" aria-live="polite">
                  {products.hasNextPage
                    ? `The first ${items.length} products`
                    : plural(items.length, 'product')}
                </Text>
                <SimpleGrid
                  component="ul"
                  cols={{ base: 1, sm: 2, lg: 3 }}
                  p={0}
                  m={0}
                  style={{ listStyle: 'none' }}
                  aria-label="Products"
                >
                  {items.map((product) => (
                    <ProductCard key={product.id} product={product} />
                  ))}
                </SimpleGrid>
              </>
            )}
          </PagedList>
        </Grid.Col>
      </Grid>
    </>
  );
}
