import { CartIcon, Loaded, Nothing, PlainList, ProblemAlert, Section, TrashIcon } from '@carenode/ui';
import { ActionIcon, Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { moneyText } from '../shared/money.rules.js';
import { Total } from '../shared/order-parts.js';
import { QuantityField } from '../shared/quantity-field.js';
import { type CartLine, cartQuery, useCartChange } from './cart.queries.js';
import { obstacleOf, problemText } from './cart.rules.js';
import { BACK_TO_SHOP, SHOP_PATH, ShopHeader } from './shop-header.js';

/** What lies in the cart, and what stands in the way of ordering it. */
export function CartView() {
  const cart = useQuery(cartQuery);
  return (
    <>
      <ShopHeader
        title="Cart"
        about="Prices and stock are those of now; nothing is reserved until you order."
        back={BACK_TO_SHOP}
      />
      <Section title="In the cart">
        <Loaded query={cart} lines={5}>
          {({ items, total, currency }) => {
            if (items.length === 0)
              return (
                <Nothing icon={CartIcon} title="The cart is empty">
                  <Button component={Link} to={SHOP_PATH} variant="light">
                    To the shop
                  </Button>
                </Nothing>
              );
            const obstacle = obstacleOf({ items, total });
            return (
              <Stack>
                <Lines items={items} />
                {total !== null && <Total amount={total} currency={currency} />}
                {obstacle !== null && (
                  <Alert color="yellow" role="status">
                    {obstacle}
                  </Alert>
                )}
                <Group justify="flex-end">
                  {obstacle === null ? (
                    <Button component={Link} to={`${SHOP_PATH}/checkout`} size="md">
                      Go to checkout
                    </Button>
                  ) : (
                    <Button size="md" disabled>
                      Go to checkout
                    </Button>
                  )}
                </Group>
              </Stack>
            );
          }}
        </Loaded>
      </Section>
    </>
  );
}

function Lines({ items }: { readonly items: readonly CartLine[] }) {
  const change = useCartChange();
  return (
    <Stack>
      {change.error && <ProblemAlert error={change.error} title="The cart was not changed" />}
      <PlainList label="In the cart">
        {items.map((line) => (
          <Line
            key={line.productId}
            line={line}
            onChange={(quantity) => change.mutate({ productId: line.productId, quantity })}
          />
        ))}
      </PlainList>
    </Stack>
  );
}

interface LineProps {
  readonly line: CartLine;
  readonly onChange: (quantity: number) => void;
}

function Line({ line, onChange }: LineProps) {
  const { productId, name, quantity, price, currency, needsPrescription } = line;
  const problem = problemText(line);
  return (
    <li data-line={name}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <div style={{ flex: '1 1 12rem', minWidth: 0 }}>
          <Anchor
            component={Link}
            to={`${SHOP_PATH}/products/${productId}`}
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
          >
            {name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {price === null ? 'No price' : `${moneyText(price, currency)} each`}
            {needsPrescription && ' · Prescription only'}
          </Text>
          {problem !== null && (
            <Text size="sm" c="red" data-problem>
              {problem}
            </Text>
          )}
        </div>
        <Group gap="sm" wrap="nowrap">
          <QuantityField label={`Units of ${name}`} value={quantity} onChange={onChange} />
          <Text fw={600} miw="5rem" ta="end">
            {price === null ? '–' : moneyText(price * quantity, currency)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Take out “${name}”`}
            onClick={() => onChange(0)}
          >
            <TrashIcon size={18} />
          </ActionIcon>
        </Group>
      </Group>
    </li>
  );
}
