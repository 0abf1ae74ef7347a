/** The name of the session cookie; the `__Host-` prefix pins it to this origin and to https (RFC 6265bis). */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-carenode' : 'carenode_session';
}
