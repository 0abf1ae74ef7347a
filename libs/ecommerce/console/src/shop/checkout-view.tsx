import {
  AlertIcon,
  CartIcon,
  Form,
  Loaded,
  Loading,
  Nothing,
  Section,
  UnreachableError,
  useDraft,
  useSession,
} from '@carenode/ui';
import { Alert, Button, Checkbox, Grid, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';

import { countryOf } from '../shared/countries.rules.js';
import { moneyText } from '../shared/money.rules.js';
import { isPayableByCard } from '../shared/order.rules.js';
import { Total } from '../shared/order-parts.js';
import { AddressFields } from './address-fields.js';
import { type Cart, cartQuery } from './cart.queries.js';
import { obstacleOf, problemText } from './cart.rules.js';
import {
  type AddressDraft,
  type AddressKind,
  CHECKOUT_LABELS,
  emptyAddress,
  orderInput,
  type PaymentProviderName,
  providerOf,
  refusalTitle,
} from './checkout.rules.js';
import { paymentProvidersQuery, useCheckout } from './orders.queries.js';
import { payPath, SHOP_PATH, ShopHeader } from './shop-header.js';

/** Where the order goes and who pays: the last look before it is placed. */
export function CheckoutView() {
  const cart = useQuery(cartQuery);
  return (
    <>
      <ShopHeader title="Checkout" back={{ to: `${SHOP_PATH}/cart`, label: 'Cart' }} />
      <Loaded query={cart} lines={8}>
        {(found) => <Checkout cart={found} />}
      </Loaded>
    </>
  );
}

function Checkout({ cart }: { readonly cart: Cart }) {
  const { name } = useSession();
  const navigate = useNavigate();
  const checkout = useCheckout();
  const providers = useQuery(paymentProvidersQuery);
  const { draft, set, errors, problem } = useDraft({
    start: () => ({
      shippingAddress: emptyAddress(name, countryOf(navigator.language)),
      billingAddress: emptyAddress(name, countryOf(navigator.language)),
      isBillingSame: true,
      paymentProvider: null as PaymentProviderName | null,
    }),
    labels: CHECKOUT_LABELS,
    saving: checkout,
  });
  if (cart.items.length === 0 && !checkout.isSuccess && !checkout.error) return <Empty />;
  // The answer was lost: the same is sent again, so that what was ordered then is not ordered twice.
  const isLost = checkout.error instanceof UnreachableError;
  const total = isLost ? checkout.variables?.expectedTotal : cart.total;
  const obstacle = isLost ? null : obstacleOf(cart);
  const usable = (providers.data ?? []).map(({ provider }) => provider);
  const provider = providerOf(draft.paymentProvider, usable);
  const address = (kind: AddressKind) => ({
    value: draft[kind],
    errors: Object.fromEntries(
      Object.keys(draft[kind]).map((field) => [field, errors[`${kind}.${field as keyof AddressDraft}`]]),
    ),
    onChange: (change: Partial<AddressDraft>) => set({ [kind]: { ...draft[kind], ...change } }),
  });
  return (
    <Form
      label="Checkout"
      problem={isLost ? null : problem}
      notSaved={problem === null ? '' : refusalTitle(problem)}
      gap="lg"
      onSubmit={() =>
        checkout.order(orderInput(draft, total ?? 0, provider), (order) =>
          isPayableByCard(order)
            ? window.location.assign(payPath(order.id))
            : void navigate(`${SHOP_PATH}/orders/${order.id}`, { replace: true, state: { isNew: true } }),
        )
      }
    >
      {isLost && (
        <Alert role="alert" color="yellow" icon={<AlertIcon />} title="No answer came">
          <Text size="sm">
            Whether the order was placed is not known. Place it once more as it is: it is not placed twice.
          </Text>
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Section title="Where it goes">
            <Stack>
              <AddressFields legend="Shipping address" section="shipping" {...address('shippingAddress')} />
              <Checkbox
                label="The bill goes to the same address"
                checked={draft.isBillingSame}
                onChange={(event) => set({ isBillingSame: event.currentTarget.checked })}
              />
              {!draft.isBillingSame && (
                <AddressFields legend="Billing address" section="billing" {...address('billingAddress')} />
              )}
            </Stack>
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <Section title="How you pay">
              {providers.isPending ? (
                <Loading lines={2} />
              ) : (
                <HowPaid
                  usable={usable}
                  value={provider}
                  onChange={(paymentProvider) => set({ paymentProvider })}
                />
              )}
            </Section>
            <Section title="Your order">
              <Summary cart={cart} />
              {obstacle !== null && (
                <Alert color="yellow" role="status" mt="md">
                  {obstacle}{' '}
                  <Link to={`${SHOP_PATH}/cart`} style={{ color: 'inherit' }}>
                    Change the cart
                  </Link>
                </Alert>
              )}
              <Button
                type="submit"
                size="md"
                fullWidth
                mt="md"
                loading={checkout.isPending}
                disabled={obstacle !== null || (cart.items.length === 0 && !isLost)}
              >
                Place the order
              </Button>
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </Form>
  );
}

const WAYS: Readonly<Record<PaymentProviderName, { readonly label: string; readonly about: string }>> = {
  stripe: {
    label: 'By card',
    about:
      'You enter the card on the next page. It goes to the payment service Stripe, and never to this instance. Stripe learns the amount, and not what you bought.',
  },
  manual: {
    label: 'By invoice',
    about: 'You see what to pay, and how, once you have ordered; your units are kept for you meanwhile.',
  },
};

interface HowPaidProps {
  readonly usable: readonly PaymentProviderName[];
  readonly value: PaymentProviderName;
  readonly onChange: (value: PaymentProviderName) => void;
}

function HowPaid({ usable, value, onChange }: HowPaidProps) {
  if (usable.length < 2)
    return (
      <Text size="sm">
        {WAYS.manual.label}. {WAYS.manual.about}
      </Text>
    );
  return (
    <Radio.Group aria-label="How you pay" value={value} onChange={(chosen) => onChange(chosen)}>
      <Stack gap="sm">
        {(['stripe', 'manual'] as const).map((name) => (
          <Radio key={name} value={name} label={WAYS[name].label} description={WAYS[name].about} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Summary({ cart: { items, total, currency } }: { readonly cart: Cart }) {
  return (
    <Stack gap="sm">
      {items.map((line) => (
        <div key={line.productId}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="md">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {line.quantity} × {line.name}
            </Text>
            <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
              {line.price === null ? '–' : moneyText(line.price * line.quantity, line.currency)}
            </Text>
          </Group>
          {problemText(line) !== null && (
            <Text size="sm" c="red">
              {problemText(line)}
            </Text>
          )}
        </div>
      ))}
      {total !== null && <Total amount={total} currency={currency} />}
      {items.some(({ needsPrescription }) => needsPrescription) && (
        <Text size="sm" c="dimmed">
          Part of it is sold on prescription. Without one that covers it, a provider who cares for you looks
          at the order before it goes on.
        </Text>
      )}
    </Stack>
  );
}

function Empty() {
  return (
    <Section title="Your order">
      <Nothing icon={CartIcon} title="The cart is empty">
        <Button component={Link} to={SHOP_PATH} variant="light">
          To the shop
        </Button>
      </Nothing>
    </Section>
  );
}
