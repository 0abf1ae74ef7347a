import { invalidInput } from '@carenode/module-kit';

const MAX_BYTES = 65_536;
const MAX_DEPTH = 20;

/**
 * Contribution rules as JSON text, exactly what was sent. Throws `validation_failed` for what is no object,
 * for nesting and size beyond reason, and for what JSON would quietly change: numbers out of range, and
 * halves of characters.
 */
export function contributionRulesText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused('object', 'is a JSON object, or null');
  let level: unknown[] = [value];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw refused('depth', `is nested at most ${MAX_DEPTH} deep`);
    for (const item of level) {
      if (typeof item === 'number' && !Number.isFinite(item))
        throw refused('number', 'holds a number that is too large');
      if (typeof item === 'string' && /\p{Cs}/u.test(item)) throw refused('text', 'holds half a character');
    }
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? partsOf(item) : []));
  }
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > MAX_BYTES) throw refused('maxBytes', `has at most ${MAX_BYTES} bytes`);
  return text;
}

function partsOf(value: object): unknown[] {
  return Array.isArray(value)
    ? (value as unknown[])
    : [...Object.keys(value), ...(Object.values(value) as unknown[])];
}

function refused(rule: string, message: string): Error {
  return invalidInput({ field: 'contributionRules', rule, message: `contributionRules ${message}.` });
}
