/** The embedded server cannot be used. The message says what is wrong and what to do; it never holds the password. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError';
}
