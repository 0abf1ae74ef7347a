import type { FieldError } from '@carenode/module-kit';

const MARKUP = /<[A-Za-z/!?]/;
// Inline links and images `](address` and reference definitions `]: address`; autolinks count as markup.
const ADDRESS = /\](?:\(|:)\s*<?\s*([^\s)>]+)/g;
const CHARACTER_REFERENCE = /&(?:#|[a-z])[^;\s]*;/i;
const IMAGE = /!\[/;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const ALLOWED = ['https', 'mailto', 'tel'];

/** True for an absolute https address without user name and password. */
export function isSafeUrl(url: string): boolean {
  if (!/^https:\/\/\S+$/.test(url)) return false;
  try {
    const { protocol, username, password } = new URL(url);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** What a reader's browser must not be given: HTML, images, and links that run something (`javascript:`, `data:`). */
export function unsafeContent(markdown: string): string | undefined {
  if (MARKUP.test(markdown)) return 'holds HTML; write Markdown without it';
  // A picture on another host tells that host who reads what, and when.
  if (IMAGE.test(markdown)) return 'shows an image; link to it instead';
  // Markdown drops backslashes of an address, and browsers drop its tabs and control characters.
  const plain = markdown.replaceAll('\\', '').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '');
  for (const [, address = ''] of plain.matchAll(ADDRESS)) {
    if (CHARACTER_REFERENCE.test(address)) return 'has a character reference in a link; write the character';
    const scheme = SCHEME.exec(address)?.[1]?.toLowerCase();
    if (scheme !== undefined && !ALLOWED.includes(scheme))
      return `links to other addresses than ${ALLOWED.join(', ')}`;
  }
  return undefined;
}

/** What is wrong with a resource's content, by field. */
export function contentErrors(resource: {
  contentUrl?: unknown;
  content?: unknown;
  description?: unknown;
}): FieldError[] {
  const errors: FieldError[] = [];
  if (typeof resource.contentUrl === 'string' && !isSafeUrl(resource.contentUrl)) {
    errors.push({ field: 'contentUrl', rule: 'https', message: 'contentUrl is an absolute https address.' });
  }
  for (const field of ['content', 'description'] as const) {
    const text = resource[field];
    const wrong = typeof text === 'string' ? unsafeContent(text) : undefined;
    if (wrong) errors.push({ field, rule: 'safeContent', message: `${field} ${wrong}.` });
  }
  return errors;
}
