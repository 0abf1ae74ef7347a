import { AlertIcon, Loading } from '@carenode/ui';
import { Alert, Button, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';

import { refusalText } from './card.rules.js';
import type { StripeElements, StripeIntent, StripeJs, StripeProblem } from './stripe-js.js';

interface CardFormProps {
  readonly stripe: StripeJs;
  readonly clientSecret: string;
  /** Where a bank sends the person back to. */
  readonly returnUrl: string;
  /** Why the last attempt did not work, if there was one. */
  readonly refused: StripeProblem | null;
  readonly onConfirmed: (intent: StripeIntent) => void;
  /** The payment stands otherwise than this form knows. */
  readonly onMovedOn: () => void;
}

type Mounting = 'begun' | 'ready' | StripeProblem;

/** The fields are Stripe's, in frames of Stripe: nothing that is typed there can be read here. */
export function CardForm(props: CardFormProps) {
  const [attempt, setAttempt] = useState(0);
  return <Fields key={attempt} {...props} onRetry={() => setAttempt((before) => before + 1)} />;
}

function Fields({
  stripe,
  clientSecret,
  returnUrl,
  refused,
  onConfirmed,
  onMovedOn,
  onRetry,
}: CardFormProps & { readonly onRetry: () => void }) {
  const theme = useComputedColorScheme('light') === 'dark' ? 'night' : 'stripe';
  const place = useRef<HTMLDivElement>(null);
  const elements = useRef<StripeElements>(null);
  const [mounting, setMounting] = useState<Mounting>('begun');
  const [problem, setProblem] = useState(refused);
  const [isPending, setPending] = useState(false);

  useEffect(() => {
    if (!place.current) return;
    const made = stripe.elements({
      clientSecret,
      locale: 'en',
      appearance: {
        theme,
        variables: { borderRadius: '8px', colorPrimary: theme === 'night' ? '#4eaaa2' : '#17736c' },
      },
    });
    const element = made.create('payment');
    element.on('ready', () => setMounting('ready'));
    element.on('loaderror', ({ error }) => setMounting(error));
    element.mount(place.current);
    elements.current = made;
    return () => {
      elements.current = null;
      element.destroy();
    };
  }, [stripe, clientSecret, theme]);

  const pay = async (event: FormEvent) => {
    event.preventDefault();
    if (!elements.current || isPending) return;
    setPending(true);
    setProblem(null);
    try {
      const { paymentIntent, error } = await stripe.confirmPayment({
        elements: elements.current,
        confirmParams: { return_url: returnUrl },
        redirect: 'if_required',
      });
      if (paymentIntent) onConfirmed(paymentIntent);
      else if (error?.code === 'payment_intent_unexpected_state') onMovedOn();
      else setProblem(error ?? { type: 'api_error' });
    } catch {
      setProblem({ type: 'api_connection_error' });
    } finally {
      setPending(false);
    }
  };

  if (typeof mounting === 'object')
    return (
      <Alert role="alert" color="yellow" icon={<AlertIcon />} title="The card form could not be shown">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{refusalText(mounting)} Nothing was charged.</Text>
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Stack>
      </Alert>
    );
  return (
    <form onSubmit={(event) => void pay(event)} aria-label="Card" aria-busy={isPending} noValidate>
      <Stack>
        {problem && (
          <Alert role="alert" color="red" icon={<AlertIcon />} title="The payment did not work" data-refused>
            <Text size="sm">{refusalText(problem)} Nothing was charged.</Text>
          </Alert>
        )}
        {mounting === 'begun' && <Loading lines={6} />}
        <div ref={place} data-card={mounting} />
        <Button type="submit" size="md" loading={isPending} disabled={mounting !== 'ready'}>
          Pay
        </Button>
      </Stack>
    </form>
  );
}
