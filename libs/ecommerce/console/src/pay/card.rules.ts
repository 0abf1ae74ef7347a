import type { StripeProblem } from './stripe-js.js';

const OTHER_CARD = 'Use another card, or ask your bank.';
const NOT_KNOWN = `Your bank refused the card and does not say why. ${OTHER_CARD}`;

/** https://docs.stripe.com/declines/codes. Of a card that was stolen or looks so, no more is said than that it was refused. */
const REASONS: Readonly<Record<string, string>> = {
  insufficient_funds: 'There is not enough money on the account of this card. Use another card.',
  withdrawal_count_limit_exceeded: `The limit of this card is reached. ${OTHER_CARD}`,
  card_velocity_exceeded: `The limit of this card is reached. ${OTHER_CARD}`,
  expired_card: 'This card has expired. Use another card.',
  invalid_expiry_month: 'The month until which the card is valid is wrong. Look at the card and try again.',
  invalid_expiry_year: 'The year until which the card is valid is wrong. Look at the card and try again.',
  incorrect_cvc: 'The security code is wrong. Look at the card and try again.',
  invalid_cvc: 'The security code is wrong. Look at the card and try again.',
  incorrect_number: 'The number of the card is wrong. Look at the card and try again.',
  invalid_number: 'The number of the card is wrong. Look at the card and try again.',
  incorrect_zip: 'The postal code is not the one that your bank knows. Correct it and try again.',
  card_not_supported: `This card cannot be used for this. ${OTHER_CARD}`,
  currency_not_supported: `This card does not pay in the currency of the order. ${OTHER_CARD}`,
  authentication_required: 'Your bank wants to make sure that it is you. Try again, and follow what it asks.',
  payment_intent_authentication_failure:
    'Your bank could not make sure that it is you. Try again, or use another card.',
  processing_error: 'Something went wrong on the way to your bank. Try again.',
  try_again_later: 'Your bank cannot answer at the moment. Try again in a while.',
  issuer_not_available: 'Your bank cannot be reached at the moment. Try again in a while.',
  card_declined: NOT_KNOWN,
  generic_decline: NOT_KNOWN,
  do_not_honor: NOT_KNOWN,
  fraudulent: NOT_KNOWN,
  lost_card: NOT_KNOWN,
  stolen_card: NOT_KNOWN,
  pickup_card: NOT_KNOWN,
};

const known = (code: string | undefined): string | undefined =>
  code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;

/** Why the payment did not work, and what to do. */
export function refusalText({ type, code, decline_code, message }: StripeProblem): string {
  if (type === 'api_connection_error') return 'Stripe did not answer. Check your connection and try again.';
  const reason = known(decline_code) ?? known(code);
  if (reason !== undefined) return reason;
  return message !== undefined && message !== '' ? message : 'Try again, or use another card.';
}

/** What can be done with a payment as it stands at Stripe. */
export type CardStep = 'enter' | 'wait' | 'renew';

/** https://docs.stripe.com/payments/paymentintents/lifecycle */
export function stepOf(status: string): CardStep {
  if (status === 'succeeded' || status === 'processing' || status === 'requires_capture') return 'wait';
  return status === 'canceled' ? 'renew' : 'enter';
}

/** How long to wait before it is looked again, in milliseconds: soon at first, and ever more rarely. */
export const pauseAfter = (looks: number): number => Math.min(1500 * 1.4 ** looks, 30_000);
