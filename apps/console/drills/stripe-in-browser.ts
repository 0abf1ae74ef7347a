import { join } from 'node:path';

import type { Page, Route } from 'playwright-core';

interface Intent {
  readonly id: string;
  readonly client_secret: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What drills use of the Stripe that the shop's own specs have: it speaks the protocol of its API, and signs webhooks. */
export interface LocalStripe {
  readonly port: number;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly intents: ReadonlyMap<string, Intent>;
  pay(intent: string): Intent;
  decline(intent: string): Intent;
  event(type: string, object: object): object;
  tell(url: string, event: object): Promise<{ readonly status: number; readonly text: string }>;
  close(): Promise<void>;
}

export async function startStripe(): Promise<LocalStripe> {
  const file = join(import.meta.dirname, '../../../libs/ecommerce/test/fake-stripe.ts');
  const { FakeStripe } = (await import(file)) as {
    readonly FakeStripe: { start(): Promise<LocalStripe> };
  };
  return FakeStripe.start();
}

/** Cards of Stripe's own test mode, and what becomes of them (https://docs.stripe.com/testing). */
export const CARDS = {
  good: '4242 4242 4242 4242',
  withoutMoney: '4000 0000 0000 9995',
  /** The bank asks the person first, on a page of its own. */
  asked: '4000 0025 0000 3155',
} as const;

export const STRIPE_ORIGINS = ['https://js.stripe.com', 'https://api.stripe.com', 'https://hooks.stripe.com'];

/**
 * Stands where Stripe.js, its frame and its API are for browsers: the parts that the console uses. Frames and requests are
 * real ones to the addresses of Stripe, so that the content security policy has its say.
 */
export class StripeInBrowser {
  /** Whether the script is there. */
  isAway = false;
  /** What the script waits for before it comes. */
  comesAfter: Promise<void> = Promise.resolve();
  /** Everything that came to the API of Stripe from browsers. */
  readonly said: string[] = [];

  constructor(private readonly stripe: LocalStripe) {}

  async standFor(page: Page): Promise<void> {
    await page.route('https://js.stripe.com/**', (route) => this.answerScripts(route));
    await page.route('https://hooks.stripe.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: BANK }),
    );
    await page.route('https://api.stripe.com/**', (route) => this.answerApi(route));
  }

  /** The id of the payment that browsers know by this secret. */
  intentOf(clientSecret: string): string {
    const found = [...this.stripe.intents.values()].find(
      ({ client_secret }) => client_secret === clientSecret,
    );
    if (!found) throw new Error('Stripe knows no such payment.');
    return found.id;
  }

  private async answerScripts(route: Route): Promise<void> {
    await this.comesAfter;
    if (this.isAway) return route.abort('internetdisconnected');
    return new URL(route.request().url()).pathname.endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: SCRIPT })
      : route.fulfill({ contentType: 'text/html', body: FRAME });
  }

  private answerApi(route: Route): Promise<void> {
    const body = route.request().postData() ?? '';
    this.said.push(body);
    const told = new URLSearchParams(body);
    const id = this.intentOf(told.get('client_secret') ?? '');
    return route.fulfill({
      json: this.became(id, told.get('number')),
      headers: { 'access-control-allow-origin': '*' },
    });
  }

  private became(id: string, number: string | null): object {
    if (number === null) return { paymentIntent: this.stripe.intents.get(id) };
    switch (number) {
      case CARDS.good:
        return { paymentIntent: this.stripe.pay(id) };
      case CARDS.asked:
        return { bank: `https://hooks.stripe.com/ask/${id}` };
      case CARDS.withoutMoney:
        this.stripe.decline(id);
        return {
          error: {
            type: 'card_error',
            code: 'card_declined',
            decline_code: 'insufficient_funds',
            message: 'Your card has insufficient funds.',
          },
        };
      default:
        return { error: { type: 'card_error', code: 'incorrect_number', message: 'No such number.' } };
    }
  }
}

const SCRIPT = `(() => {
  const answers = [];
  window.addEventListener('message', ({ origin, data }) => {
    if (origin === 'https://js.stripe.com') for (const hear of answers) hear(data);
  });
  window.Stripe = (key) => {
    if (!key.startsWith('pk_')) throw new Error('Not a publishable key');
    return {
      retrievePaymentIntent: async (client_secret) =>
        (await fetch('https://api.stripe.com/v1/payment_intents/retrieve', {
          method: 'POST', body: new URLSearchParams({ key, client_secret }),
        })).json(),
      elements: ({ clientSecret, appearance }) => {
        const frame = document.createElement('iframe');
        const told = {};
        frame.src = 'https://js.stripe.com/clover/elements-inner-payment.html#' + appearance.theme;
        frame.title = 'Secure payment input frame';
        Object.assign(frame.style, { border: 0, width: '100%', height: '90px', colorScheme: 'auto' });
        answers.push((data) => data.ready && frame.isConnected && told.ready && told.ready());
        return {
          clientSecret, frame,
          create: () => ({
            on: (event, then) => { told[event] = then; },
            mount: (node) => node.append(frame),
            destroy: () => frame.remove(),
          }),
        };
      },
      confirmPayment: ({ elements, confirmParams }) => new Promise((resolve) => {
        answers.push((data) => {
          if (data.bank) location.assign(data.bank + '?back=' + encodeURIComponent(confirmParams.return_url +
            '?payment_intent=pi_1&payment_intent_client_secret=' + elements.clientSecret + '&redirect_status=succeeded'));
          else if (data.paymentIntent || data.error) resolve(data);
        });
        elements.frame.contentWindow.postMessage({ key, client_secret: elements.clientSecret }, 'https://js.stripe.com');
      }),
    };
  };
})();`;

const FRAME = `<!doctype html><html lang="en"><title>Card</title>
<style>body { font: 16px system-ui; margin: 0 } .night { color: #d9dfe3 } label { display: block }
input { box-sizing: border-box; width: 100%; padding: 12px; margin-top: 4px; border: 1px solid #8aa; border-radius: 8px; font: inherit }</style>
<body><label>Card number <input inputmode="numeric" autocomplete="cc-number"></label>
<script>
document.body.className = location.hash.slice(1);
addEventListener('message', async ({ data, source, origin }) => {
  const number = document.querySelector('input').value;
  const answer = await fetch('https://api.stripe.com/v1/payment_intents/confirm', {
    method: 'POST', body: new URLSearchParams({ ...data, number }),
  });
  source.postMessage(await answer.json(), origin);
});
parent.postMessage({ ready: true }, '*');
</script>`;

const BANK = `<!doctype html><html lang="en"><title>Bank</title><h1>Your bank</h1>
<a id="back">It is me</a><script>
document.getElementById('back').href = new URLSearchParams(location.search).get('back');
</script>`;
