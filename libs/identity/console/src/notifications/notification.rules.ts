import { dayText, momentText, type NotificationBody, type NotificationWords } from '@carenode/ui';

import { userTypeText } from '../words/access.rules.js';

type Body = NotificationBody;

const RELATIONS: Readonly<Record<string, string>> = {
  parent: 'parent',
  'legal-guardian': 'legal guardian',
  caregiver: 'caregiver',
};

/** By which right somebody acts for another: `legal-guardian` as `legal guardian`. */
export function relationText(relation: string): string {
  return RELATIONS[relation] ?? relation.replaceAll('-', ' ');
}

const WORDS: Readonly<Record<string, (body: Body, reader: string) => NotificationWords>> = {
  'break-glass': (body) => ({
    title: 'Your record was opened in an emergency',
    text: sentences(
      `${text(body, 'name') ?? 'Somebody'} (${userTypeText(text(body, 'userType'))}) opened it`,
      // The reason is somebody else's text: it stands as they wrote it.
      text(body, 'reason') && `Reason: “${text(body, 'reason')}”`,
      text(body, 'until') && `It closes by itself on ${momentText(text(body, 'until') ?? '')}, if not before`,
      'An administrator reviews every such access',
    ),
    to: '/app/privacy/emergencies',
    isUrgent: true,
  }),
  'break-glass-reviewed': (body, reader) => {
    const mine = text(body, 'profileId') === reader;
    const justified = text(body, 'verdict') === 'justified';
    return {
      title: justified
        ? 'An emergency access was found justified'
        : 'An emergency access was found not justified',
      text: sentences(
        `It is about the access ${mine ? 'by you' : `by ${text(body, 'name') ?? 'somebody'}`}` +
          (text(body, 'from') ? ` of ${momentText(text(body, 'from') ?? '')}` : ''),
        mine &&
          !justified &&
          'You cannot open further records in this way until an administrator allows it again',
      ),
      to: mine ? '/app/emergency-access' : '/app/privacy/emergencies',
      isUrgent: !justified,
    };
  },
  'break-glass-restored': (body) => ({
    title: 'You may open records in emergencies again',
    text: sentences(text(body, 'reason') && `Reason: “${text(body, 'reason')}”`),
    to: '/app/emergency-access',
  }),
  'user-type-changed': (body) => ({
    title: `You are now: ${userTypeText(text(body, 'to'))}`,
    text: sentences(
      `Before, you were: ${userTypeText(text(body, 'from'))}`,
      text(body, 'reason') && `Reason: “${text(body, 'reason')}”`,
    ),
  }),
  'delegation-proposed': (body) => ({
    title: 'You were proposed to act for a patient',
    text: sentences(
      text(body, 'relation') && `As their ${relationText(text(body, 'relation') ?? '')}`,
      'It begins when you accept',
    ),
    to: '/app/delegations',
  }),
  'delegation-started': (body) => ({
    title: 'Somebody may act for you now',
    text: sentences(text(body, 'relation') && `As your ${relationText(text(body, 'relation') ?? '')}`),
    to: '/app/delegations',
  }),
  'delegation-ended': (body, reader) => ({
    title:
      text(body, 'guardianId') === reader
        ? 'You no longer act for a patient'
        : 'Somebody no longer acts for you',
    text: '',
    to: '/app/delegations',
  }),
};

type OfModules = Readonly<Record<string, (body: NotificationBody) => NotificationWords>>;

/**
 * The words of a notification; of a kind that nobody knows, the kind itself. `reader`: profile of who reads it. `ofModules`:
 * what other modules say.
 */
export function wordsOfNotification(
  kind: string,
  body: unknown,
  reader: string,
  ofModules: OfModules = {},
): NotificationWords {
  const data: Body = typeof body === 'object' && body !== null ? (body as Body) : {};
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind] : undefined;
  if (words) return words(data, reader);
  const others = Object.hasOwn(ofModules, kind) ? ofModules[kind] : undefined;
  if (others) return others(data);
  const plain = kind.replaceAll('-', ' ');
  return { title: plain.charAt(0).toUpperCase() + plain.slice(1), text: '' };
}

/** Of unread ones, of which at most `shown` were asked for. */
export function unreadText(count: number, hasMore: boolean): string {
  if (count === 0) return 'Notifications';
  return `Notifications: ${hasMore ? 'more than ' : ''}${count} unread`;
}

/** When it happened: the day for what is long ago. */
export function whenText(instant: string, now: Date): string {
  const age = now.getTime() - new Date(instant).getTime();
  return age < 30 * 24 * 3600_000 ? momentText(instant) : dayText(instant);
}

function text(body: Body, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function sentences(...parts: readonly (string | false | null)[]): string {
  return parts
    .filter((part) => typeof part === 'string')
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
