/** The adoption cannot go on as it was asked to. The message says what is in the way, and never what rows hold. */
export class AdoptionError extends Error {
  override readonly name = 'AdoptionError';
}
