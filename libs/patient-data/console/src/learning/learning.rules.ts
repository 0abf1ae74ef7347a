import type { Schemas } from '@carenode/ui';

export type Learning = Schemas['PatientLearningView'];
export type Resource = Schemas['LearningResource'];

export const TYPE_WORDS: Readonly<Record<string, string>> = {
  article: 'Article',
  video: 'Video',
  audio: 'Audio',
  course: 'Course',
  document: 'Document',
  website: 'Website',
  other: 'Other',
};

/** Why a resource is in a patient's list. */
export function reasonText({ reason, concerns }: Pick<Learning, 'reason' | 'concerns'>): string {
  if (reason === 'condition') return concerns === null ? 'About a condition of yours' : `About ${concerns}`;
  if (reason === 'treatment')
    return concerns === null ? 'About a treatment of yours' : `About your treatment: ${concerns}`;
  return reason === 'begun' ? 'You have begun it' : 'For everybody';
}

/** The next thing to learn: what was begun last, else what comes first; undefined when all is finished. */
export function nextToLearn(items: readonly Learning[]): Learning | undefined {
  return items.find(({ completed }) => !completed);
}

/** Only what a reader's browser may be given as a link; empty for anything else. */
export function safeAddress(url: string): string {
  // Browsers drop control characters and blanks before they read the scheme.
  const plain = url.replace(/[\u0000-\u0020\u007f]/g, '');
  return /^(?:https:\/\/|mailto:|tel:)/i.test(plain) ? plain : '';
}

/** Through with it is what the reader says, so reading alone ends short of it. */
const MOST_BY_READING = 95;

/**
 * How much of a text has been on the screen, in steps of 5 percent. `top` and `height` are those of the text against the
 * upper edge of the window, `viewport` the window's height, all in pixels.
 */
export function readPercent({
  top,
  height,
  viewport,
}: {
  readonly top: number;
  readonly height: number;
  readonly viewport: number;
}): number {
  if (height <= 0) return 0;
  const percent = (100 * (viewport - top)) / height;
  return Math.min(MOST_BY_READING, Math.max(0, Math.floor(percent / 5) * 5));
}
