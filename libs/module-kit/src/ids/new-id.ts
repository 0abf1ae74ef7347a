import { v7, validate } from 'uuid';

/** A new row id: UUID version 7 (RFC 9562), so that ids made one after the other lie side by side in an index. */
export function newId(): string {
  return v7();
}

/** True for any RFC 9562 UUID in its canonical text form. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && validate(text);
}
