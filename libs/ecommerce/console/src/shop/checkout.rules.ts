import { ApiError, type Schemas } from '@carenode/ui';

type OrderInput = Schemas['OrderInput'];
type Address = NonNullable<OrderInput['shippingAddress']>;

/** An address as it stands in the form. */
export interface AddressDraft {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly phone: string;
}

export const ADDRESS_LABELS: Readonly<Record<keyof AddressDraft, string>> = {
  name: 'Full name',
  line1: 'Street and number',
  line2: 'Apartment, c/o',
  city: 'Town or city',
  region: 'State or region',
  postalCode: 'Postal code',
  country: 'Country',
  phone: 'Telephone',
};

export type AddressKind = 'shippingAddress' | 'billingAddress';
type Named = `${AddressKind}.${keyof AddressDraft}`;

/** What the API calls the fields of both addresses, and what the form calls them. */
export const CHECKOUT_LABELS = Object.fromEntries(
  (['shippingAddress', 'billingAddress'] as const).flatMap((kind) =>
    Object.entries(ADDRESS_LABELS).map(([field, label]) => [`${kind}.${field}`, label]),
  ),
) as Readonly<Record<Named, string>>;

export const emptyAddress = (name: string, country: string): AddressDraft => ({
  name,
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  country,
  phone: '',
});

export interface CheckoutDraft {
  readonly shippingAddress: AddressDraft;
  readonly billingAddress: AddressDraft;
  readonly isBillingSame: boolean;
  /** Null: not chosen. */
  readonly paymentProvider: PaymentProviderName | null;
}

/** How it is paid unless the person chooses: by card where that can be done. */
export const providerOf = (
  chosen: PaymentProviderName | null,
  usable: readonly PaymentProviderName[],
): PaymentProviderName => chosen ?? (usable.includes('stripe') ? 'stripe' : 'manual');

export type PaymentProviderName = NonNullable<OrderInput['paymentProvider']>;

/** What is sent, with the total that was shown, and how it is to be paid. */
export function orderInput(
  draft: Pick<CheckoutDraft, AddressKind | 'isBillingSame'>,
  expectedTotal: number,
  paymentProvider: PaymentProviderName,
): OrderInput {
  return {
    shippingAddress: addressInput(draft.shippingAddress),
    ...(draft.isBillingSame ? {} : { billingAddress: addressInput(draft.billingAddress) }),
    paymentProvider,
    expectedTotal,
  };
}

function addressInput({ name, line1, city, country, ...others }: AddressDraft): Address {
  const told = Object.entries(others)
    .map(([field, value]) => [field, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return {
    name: name.trim(),
    line1: line1.trim(),
    city: city.trim(),
    country,
    ...(Object.fromEntries(told) as Partial<Address>),
  };
}

const REFUSALS: Readonly<Record<string, string>> = {
  price_changed: 'A price has changed meanwhile. You see the new one now; order again if you agree',
  out_of_stock: 'Somebody else was faster. Change the cart, and order again',
  not_for_sale: 'Something in the cart is not sold any more. Take it out, and order again',
  too_many_units: 'The cart has more of something than one order may have',
  mixed_currencies: 'The cart has prices in different currencies',
  cart_empty: 'The cart is empty: you may have ordered it in another window',
  prescription_required: 'Something in the cart needs a prescription that you do not have',
  idempotency_key_reused: 'You may have ordered this already: look at your orders first',
};

/** What did not happen, and what to do, for a person whose order was refused. */
export function refusalTitle(error: Error): string {
  const code = error instanceof ApiError ? error.code : '';
  return REFUSALS[code] ?? 'Nothing was ordered';
}
