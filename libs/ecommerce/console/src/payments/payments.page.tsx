import {
  answerOf,
  api,
  DoneAlert,
  Form,
  itemsOf,
  Loaded,
  PageHeader,
  type Schemas,
  Section,
  useDraft,
  useSaving,
} from '@carenode/ui';
import { Badge, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';

import { SHOP } from '../shared/shop.keys.js';

const ACCOUNTS = [...SHOP, 'payment-accounts'] as const;
type Account = Schemas['PaymentAccount'];

const accountsQuery = queryOptions({
  queryKey: ACCOUNTS,
  queryFn: ({ signal }): Promise<readonly Account[]> =>
    itemsOf(api.GET('/api/v1/payment-accounts', { signal })),
});

/** How the shop is paid. */
export function Component() {
  const accounts = useQuery(accountsQuery);
  return (
    <>
      <PageHeader title="Payments" about="How the shop is paid." />
      <Stack gap="lg">
        <Section title="By invoice" actions={<Badge color="green">Always there</Badge>}>
          <Text size="sm">
            Patients see the number of the invoice and until when to pay. On the page of an order you note
            that it was paid. For how long units are kept is a setting of the module.
          </Text>
        </Section>
        <Loaded query={accounts} lines={6}>
          {(items) => <Stripe account={items.find(({ provider }) => provider === 'stripe')} />}
        </Loaded>
      </Stack>
    </>
  );
}

const LABELS = {
  publishableKey: 'Publishable key',
  secretKey: 'Secret key',
  webhookSecret: 'Signing secret of the webhook',
} as const;
const EMPTY = { publishableKey: '', secretKey: '', webhookSecret: '' };

function Stripe({ account }: { readonly account: Account | undefined }) {
  const saving = useSaving([ACCOUNTS], (body: Schemas['StripeAccountInput']) =>
    answerOf(api.PUT('/api/v1/payment-accounts/stripe', { body })),
  );
  const { draft, replace, problem, text } = useDraft({
    start: { ...EMPTY, publishableKey: account?.publishableKey ?? '' },
    labels: LABELS,
    saving,
  });
  const save = () =>
    saving.mutate(
      {
        publishableKey: draft.publishableKey.trim(),
        secretKey: draft.secretKey.trim(),
        webhookSecret: draft.webhookSecret.trim(),
      },
      { onSuccess: ({ publishableKey }) => replace({ ...EMPTY, publishableKey: publishableKey ?? '' }) },
    );
  return (
    <Section
      title="By Stripe"
      about="Patients choose it at the checkout once its keys are here. The card is entered in a frame of Stripe, on a page of its own: card data never comes to this instance."
      actions={
        account?.isConfigured === true ? (
          <Badge color="green">{account.isLive === false ? 'In test mode' : 'Configured'}</Badge>
        ) : (
          <Badge color="gray">Not configured</Badge>
        )
      }
    >
      <Form label="Stripe" problem={problem} notSaved="The keys were not saved" onSubmit={save}>
        {saving.isSuccess && <DoneAlert>The keys were saved. The secret ones are not shown again.</DoneAlert>}
        <TextInput
          placeholder="pk_…"
          required
          withAsterisk={false}
          maxLength={250}
          autoComplete="off"
          {...text('publishableKey')}
        />
        <PasswordInput
          placeholder={
            account?.isConfigured === true ? 'Kept; tell it again to change anything' : 'sk_… or rk_…'
          }
          required
          withAsterisk={false}
          maxLength={250}
          autoComplete="off"
          {...text('secretKey')}
        />
        <PasswordInput
          placeholder={account?.isConfigured === true ? 'Kept; tell it again to change anything' : 'whsec_…'}
          description="Stripe tells this instance at /api/v1/payments/stripe/webhook what became of payments"
          required
          withAsterisk={false}
          maxLength={250}
          autoComplete="off"
          {...text('webhookSecret')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending}>
            Save the keys
          </Button>
        </Group>
      </Form>
    </Section>
  );
}
