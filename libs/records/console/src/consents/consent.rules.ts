import { momentText } from '@carenode/ui';

import type { ConsentText, PatientConsent } from './consents.queries.js';

/** What can be agreed to, in the order in which it is shown. */
export const PURPOSES = ['care', 'research', 'ai-assistance', 'marketing'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How one purpose stands for a patient. */
export interface PurposeState {
  readonly purpose: Purpose;
  /** The text in force; null when there is none. */
  readonly text: ConsentText | null;
  /** The consent that holds; null when there is none. */
  readonly given: PatientConsent | null;
  /** The last one that holds no more, when none holds. */
  readonly before: PatientConsent | null;
  /** The patient agreed to an older text than the one in force. */
  readonly isOlder: boolean;
}

type Version = Pick<ConsentText, 'purpose' | 'version'>;

/** The text of a purpose with the highest version. */
export function inForce<T extends Version>(texts: readonly T[], purpose: Purpose): T | null {
  return texts
    .filter((text) => text.purpose === purpose)
    .reduce<T | null>((best, text) => (best === null || text.version > best.version ? text : best), null);
}

/** One state per purpose. `consents`: the newest first. */
export function statesOf(texts: readonly ConsentText[], consents: readonly PatientConsent[]): PurposeState[] {
  return PURPOSES.map((purpose) => {
    const own = consents.filter((consent) => consent.purpose === purpose);
    const given = own.find(({ withdrawnAt }) => withdrawnAt === null) ?? null;
    const text = inForce(texts, purpose);
    return {
      purpose,
      text,
      given,
      before: given ? null : (own[0] ?? null),
      isOlder: given !== null && text !== null && given.textVersion < text.version,
    };
  });
}

const METHODS: Readonly<Record<string, string>> = {
  'in-person-app': 'here',
  'care-team': 'by taking a provider into your care team',
  paper: 'on paper',
};

/** Since when it is agreed to and how, or since when no longer. */
export function sinceText({ given, before }: Pick<PurposeState, 'given' | 'before'>): string {
  if (given) {
    const how = METHODS[given.method] ?? given.method;
    return `You agreed on ${momentText(given.givenAt)} ${how} (version ${given.textVersion}).`;
  }
  if (before?.withdrawnAt) return `You withdrew on ${momentText(before.withdrawnAt)}.`;
  return 'You have not agreed to this.';
}

/** What withdrawing means, in a sentence or two. */
export const AFTER_WITHDRAWAL: Readonly<Record<Purpose, string>> = {
  care: 'From now on your care team sees nothing of your record, at once. They stay in your care team, and see it again if you agree again. What they have seen cannot be taken back.',
  research:
    'From now on the teams of trials see nothing of your record, at once. What a trial has evaluated cannot be taken back.',
  'ai-assistance':
    'From now on nothing of your record is given to such software, at once. What was given before cannot be taken back.',
  marketing: 'From now on no offers or news are sent to you.',
};
