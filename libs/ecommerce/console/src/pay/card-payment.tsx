import { AlertIcon, Loaded, Loading } from '@carenode/ui';
import { Alert, Button, Loader, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { myOrderQuery, paymentQuery } from '../shop/orders.queries.js';
import { pauseAfter, refusalText, stepOf } from './card.rules.js';
import { CardForm } from './card-form.js';
import { openStripe, type StripeIntent, type StripeJs, type StripeProblem } from './stripe-js.js';

/** Stripe did not say how the payment stands. */
class IntentError extends Error {
  constructor(readonly problem: StripeProblem) {
    super(problem.type);
  }
}

const STRIPE = ['stripe'] as const;

const stripeQuery = (publishableKey: string) =>
  queryOptions({
    queryKey: [...STRIPE, publishableKey],
    queryFn: () => openStripe(publishableKey),
    // What waits for a network would go on after the page was left.
    networkMode: 'always',
    retry: false,
    staleTime: Infinity,
    structuralSharing: false,
  });

const intentQuery = (stripe: StripeJs, clientSecret: string) =>
  queryOptions({
    queryKey: [...STRIPE, 'intent', clientSecret],
    queryFn: async (): Promise<StripeIntent> => {
      const { paymentIntent, error } = await stripe.retrievePaymentIntent(clientSecret);
      if (!paymentIntent) throw new IntentError(error ?? { type: 'api_error' });
      return paymentIntent;
    },
    retry: false,
    // A form that somebody fills is not taken away by a look at something else.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The payment of an order by card, from wherever it stands: a page that is loaded again goes on where it was. */
export function CardPayment({ orderId }: { readonly orderId: string }) {
  const payment = useQuery(paymentQuery(orderId));
  return (
    <Loaded query={payment} lines={6}>
      {({ clientSecret, publishableKey, status }) =>
        status === 'succeeded' || clientSecret === null || publishableKey === null ? (
          <Waiting orderId={orderId} isSettled={status === 'succeeded'} />
        ) : (
          <AtStripe orderId={orderId} publishableKey={publishableKey} clientSecret={clientSecret} />
        )
      }
    </Loaded>
  );
}

interface AtStripeProps {
  readonly orderId: string;
  readonly publishableKey: string;
  readonly clientSecret: string;
}

function AtStripe({ orderId, publishableKey, clientSecret }: AtStripeProps) {
  const stripe = useQuery(stripeQuery(publishableKey));
  if (stripe.data)
    return <FromWhereItStands orderId={orderId} stripe={stripe.data} clientSecret={clientSecret} />;
  if (stripe.isFetching) return <Loading lines={6} />;
  return (
    <Away
      title="The card form could not be loaded"
      text="It comes from the payment service Stripe, which cannot be reached from here: you may be offline, or something blocks js.stripe.com. Nothing was charged, and your order is kept."
      onRetry={() => void stripe.refetch()}
    />
  );
}

interface AsItStandsProps {
  readonly orderId: string;
  readonly stripe: StripeJs;
  readonly clientSecret: string;
}

function FromWhereItStands({ orderId, stripe, clientSecret }: AsItStandsProps) {
  const client = useQueryClient();
  const query = intentQuery(stripe, clientSecret);
  const intent = useQuery(query);
  if (!intent.data) {
    if (intent.isFetching || intent.error === null) return <Loading lines={6} />;
    const problem = intent.error instanceof IntentError ? intent.error.problem : { type: 'api_error' };
    return (
      <Away
        title="Stripe does not say how the payment stands"
        text={refusalText(problem)}
        onRetry={() => void intent.refetch()}
      />
    );
  }
  switch (stepOf(intent.data.status)) {
    case 'wait':
      return <Waiting orderId={orderId} isSettled={intent.data.status === 'succeeded'} />;
    case 'renew':
      return (
        <Away
          title="This payment was given up"
          text="Nothing was charged. You can begin another one."
          onRetry={() => void client.resetQueries({ queryKey: paymentQuery(orderId).queryKey })}
        />
      );
    case 'enter':
      return (
        <CardForm
          stripe={stripe}
          clientSecret={clientSecret}
          returnUrl={window.location.origin + window.location.pathname}
          refused={intent.data.last_payment_error ?? null}
          onConfirmed={(confirmed) => client.setQueryData(query.queryKey, confirmed)}
          onMovedOn={() => void intent.refetch()}
        />
      );
  }
}

interface AwayProps {
  readonly title: string;
  readonly text: string;
  readonly onRetry: () => void;
}

function Away({ title, text, onRetry }: AwayProps) {
  return (
    <Alert role="alert" color="yellow" icon={<AlertIcon />} title={title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text}</Text>
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}

/** Looks until the order is paid. Stripe tells the instance; every third time the instance asks Stripe by itself. */
function Waiting({ orderId, isSettled }: { readonly orderId: string; readonly isSettled: boolean }) {
  const client = useQueryClient();
  useEffect(() => {
    let looks = 0;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      timer = setTimeout(() => {
        looks++;
        void client.invalidateQueries({ queryKey: myOrderQuery(orderId).queryKey });
        if (looks % 3 === 0) void client.invalidateQueries({ queryKey: paymentQuery(orderId).queryKey });
        again();
      }, pauseAfter(looks));
    };
    again();
    return () => clearTimeout(timer);
  }, [client, orderId]);
  return (
    <Alert role="status" color="care" icon={<Loader size="xs" />} title="The payment is being processed">
      <Text size="sm">
        {isSettled
          ? 'The card was charged. The order shows it in a moment.'
          : 'This may take a while. You can leave this page: the order shows as soon as it is paid.'}
      </Text>
    </Alert>
  );
}
