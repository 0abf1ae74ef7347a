/** An e-mail address as it is stored and compared: one spelling per account, whatever case was typed. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
