/**
 * What screens of the module load from another server. Pages of the console load nothing from elsewhere unless a loaded
 * module says so here: the host writes it into their content security policy.
 */
export interface OutsideSource {
  readonly kind: 'script' | 'frame' | 'connect' | 'image';
  /**
   * From where: origins such as `https://js.example.com`, or for images a text setting of the module, in which the admin
   * names hosts, parted by blanks or commas; `https:` there is every host.
   */
  readonly from: readonly string[] | { readonly setting: string };
  /**
   * The path of the page that needs it, and of all below it: other pages may not load it. A browser keeps to the policy of
   * the page that it loaded last, so links to this page and away from it load the document anew. All pages, if absent.
   */
  readonly page?: string;
  /** For whoever reviews it. */
  readonly why: string;
}

const ORIGIN = /^https:\/\/(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*(:\d{1,5})?$/;

/** One https origin, or by `*.` those of all hosts below a domain, as a policy has them. */
const isOutsideOrigin = (text: string): boolean => ORIGIN.test(text);

/** The origins that an admin named in a setting. What is no host is left out; `https:` is every host. */
export function originsNamed(value: string): string[] {
  const origins = value
    .toLowerCase()
    .split(/[\s,]+/)
    .map((word) => (word.startsWith('https:') ? word : `https://${word}`).replace(/\/$/, ''))
    .filter((origin) => origin === 'https:' || isOutsideOrigin(origin));
  return [...new Set(origins)];
}

/** Why a module may not declare this, as the end of a sentence; null when it may. */
export function outsideProblem(
  { kind, from, page, why }: OutsideSource,
  settings: Readonly<Record<string, { readonly type: string }>>,
): string | null {
  if (why.trim() === '') return `an outside ${kind} does not say why; add "why"`;
  if (page !== undefined && !/^\/app(\/[a-z0-9-]+)+$/.test(page))
    return `the page "${page}" of an outside ${kind} is no page of a module; write it as /app/shop/pay`;
  if (!('setting' in from)) {
    const wrong = from.find((origin) => !isOutsideOrigin(origin));
    if (wrong !== undefined) return `"${wrong}" is no origin; write it as https://js.example.com`;
    return from.length === 0 ? `an outside ${kind} names no origin` : null;
  }
  if (kind !== 'image')
    return `only images may be of hosts that a setting names; name the origins of a ${kind}`;
  return settings[from.setting]?.type === 'text' ? null : `"${from.setting}" is no text setting of it`;
}
