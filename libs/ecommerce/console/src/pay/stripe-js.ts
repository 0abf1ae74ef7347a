/**
 * What is used of Stripe.js (https://docs.stripe.com/js), which is always loaded from Stripe: a copy of it is not allowed,
 * and would be no use. A named release changes nothing of this by itself.
 */
const SCRIPT = 'https://js.stripe.com/clover/stripe.js';
const PATIENCE_MS = 30_000;

export interface StripeProblem {
  readonly type: string;
  readonly code?: string;
  readonly decline_code?: string;
  /** For the person, in the language that was asked for. */
  readonly message?: string;
}

export interface StripeIntent {
  readonly status: string;
  readonly last_payment_error?: StripeProblem | null;
}

interface IntentAnswer {
  readonly paymentIntent?: StripeIntent;
  readonly error?: StripeProblem;
}

export interface StripeElement {
  mount(node: HTMLElement): void;
  destroy(): void;
  on(event: 'ready', then: () => void): void;
  on(event: 'loaderror', then: (event: { readonly error: StripeProblem }) => void): void;
}

export interface StripeElements {
  create(kind: 'payment'): StripeElement;
}

export interface StripeJs {
  elements(options: {
    readonly clientSecret: string;
    readonly locale: string;
    readonly appearance: {
      readonly theme: 'stripe' | 'night';
      readonly variables: Readonly<Record<string, string>>;
    };
  }): StripeElements;
  retrievePaymentIntent(clientSecret: string): Promise<IntentAnswer>;
  /** Sends what was entered from Stripe's frame to Stripe. It may lead away, to the person's bank and back to return_url. */
  confirmPayment(options: {
    readonly elements: StripeElements;
    readonly confirmParams: { readonly return_url: string };
    readonly redirect: 'if_required';
  }): Promise<IntentAnswer>;
}

type MakeStripe = (publishableKey: string) => StripeJs;

declare global {
  interface Window {
    Stripe?: MakeStripe;
  }
}

/** Stripe.js did not come: offline, blocked, or Stripe is down. */
export class StripeAwayError extends Error {
  override readonly name = 'StripeAwayError';
}

/** Loads Stripe.js, once it has come once and for all. Throws StripeAwayError when it does not; then it can be tried again. */
export async function openStripe(publishableKey: string): Promise<StripeJs> {
  return (window.Stripe ?? (await load()))(publishableKey);
}

/** Scripts of this document that Stripe has not refused: one that is late runs even after it was taken away. */
const begun = new Set<HTMLScriptElement>();

/** Runs the script of Stripe in this document, or may it still? */
export const isStripeHere = () => window.Stripe !== undefined || begun.size > 0;

function load(): Promise<MakeStripe> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const end = () => {
      clearTimeout(timer);
      if (window.Stripe) return resolve(window.Stripe);
      script.remove();
      reject(new StripeAwayError());
    };
    const timer = setTimeout(end, PATIENCE_MS);
    script.addEventListener('load', end);
    script.addEventListener('error', () => {
      begun.delete(script);
      end();
    });
    script.async = true;
    script.src = SCRIPT;
    begun.add(script);
    document.head.append(script);
  });
}
