import { sessionCookieName } from '@carenode/module-kit/http';

/** The Set-Cookie that signs a browser in, out of reach of scripts and of other sites. */
export function sessionCookie(publicUrl: URL, token: string, maxAgeSeconds: number): string {
  return cookie(publicUrl, token, maxAgeSeconds);
}

/** The Set-Cookie that makes a browser forget its session. */
export function clearedSessionCookie(publicUrl: URL): string {
  return cookie(publicUrl, '', 0);
}

function cookie(publicUrl: URL, value: string, maxAgeSeconds: number): string {
  const secure = publicUrl.protocol === 'https:';
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${sessionCookieName(secure)}=${value}; ${attributes}`;
}
