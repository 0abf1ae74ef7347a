import { CartIcon, FileIcon, ListIcon, PageHeader } from '@carenode/ui';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { cartQuery } from './cart.queries.js';
import { RecallNotices } from './recall-notices.js';

export const SHOP_PATH = '/app/shop';
/** Where an order is paid by card. It is for links that load a document: see the module's outside sources. */
export const payPath = (orderId: string) => `${SHOP_PATH}/pay/${orderId}`;
export const BACK_TO_SHOP = { to: SHOP_PATH, label: 'Shop' } as const;

interface ShopHeaderProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
}

/** The head of each page of the shop: what it is, the ways to the others, and what was recalled. */
export function ShopHeader(props: ShopHeaderProps) {
  const cart = useQuery(cartQuery);
  const count = cart.data?.items.length ?? 0;
  return (
    <>
      <PageHeader
        {...props}
        actions={
          <Group gap="xs" component="nav" aria-label="Shop">
            <Button
              component={Link}
              to={`${SHOP_PATH}/cart`}
              variant={count > 0 ? 'filled' : 'default'}
              leftSection={<CartIcon size={18} />}
            >
              Cart{count > 0 && ` (${count})`}
            </Button>
            <Button
              component={Link}
              to={`${SHOP_PATH}/orders`}
              variant="default"
              leftSection={<ListIcon size={18} />}
            >
              My orders
            </Button>
            <Button
              component={Link}
              to={`${SHOP_PATH}/prescriptions`}
              variant="default"
              leftSection={<FileIcon size={18} />}
            >
              My prescriptions
            </Button>
          </Group>
        }
      />
      <RecallNotices />
    </>
  );
}
