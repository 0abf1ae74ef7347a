/** How sure it is that a recall means a lot, in words. */
export function confidenceText(confidence: number): string {
  const percent = Math.round(confidence * 100);
  const words = confidence >= 0.8 ? 'Very likely' : confidence >= 0.5 ? 'Likely' : 'Possible';
  return `${words}, ${percent} %`;
}

/** What speaks for or against it. */
export interface Evidence {
  readonly kind: string;
  readonly role: 'code' | 'whole' | 'product' | 'against' | 'remark';
  readonly weight: number;
  /** What stands in the shop. */
  readonly ours?: string;
  /** What stands in the recall. */
  readonly theirs?: string;
}

const EVIDENCE_WORDS: Readonly<Record<string, string>> = {
  'lot-code': 'The code of the lot is in the recall',
  'lot-range': 'The code of the lot is in a range of the recall',
  'all-lots': 'The recall is of all lots',
  'no-lots-told': 'No lots can be read in the recall',
  ndc: 'The National Drug Code is the same',
  'ndc-labeler': 'The National Drug Code is of the same firm',
  gtin: 'The trade item number is the same',
  name: 'The name has the same words',
  firm: 'The firm is the same',
  expiry: 'The expiry date is the same',
  'other-ndc': 'The National Drug Code is another',
  'other-name': 'The name has none of the words',
  'other-firm': 'The firm is another',
  'other-expiry': 'The expiry date is another',
  'received-after-end': 'The lot came in after the recall ended',
  'received-long-after': 'The lot came in long after the recall began',
  'expired-before': 'The lot had expired before the recall began',
  terminated: 'The recall has ended',
};

export const evidenceText = ({ kind }: Pick<Evidence, 'kind'>): string => EVIDENCE_WORDS[kind] ?? kind;

export function evidenceOf(evidence: unknown): readonly Evidence[] {
  return Array.isArray(evidence) ? (evidence as readonly Evidence[]) : [];
}

export const MATCH_WORDS: Readonly<Record<string, string>> = {
  possible: 'To be decided',
  confirmed: 'Confirmed',
  rejected: 'Rejected',
};

export const RESPONSE_WORDS = {
  stopped: 'I have stopped using it',
  returned: 'I have sent it back',
  'used-up': 'I have used it up',
  'never-used': 'I never used it',
  other: 'Something else',
} as const;
export type Response = keyof typeof RESPONSE_WORDS;

/** What those who run the shop read of an answer. */
export const TOLD_WORDS: Readonly<Record<string, string>> = {
  stopped: 'Stopped using it',
  returned: 'Sent it back',
  'used-up': 'Used it up',
  'never-used': 'Never used it',
  other: 'Something else',
};
