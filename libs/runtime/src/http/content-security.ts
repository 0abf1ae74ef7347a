import {
  type ModuleManifest,
  originsNamed,
  type OutsideSource,
  type SettingValue,
} from '@carenode/module-kit';

/** Everything comes from the instance itself. Images may stand in the page, and styles be written by scripts. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

const DIRECTIVES: Readonly<Record<OutsideSource['kind'], string>> = {
  script: 'script-src',
  frame: 'frame-src',
  connect: 'connect-src',
  image: 'img-src',
};

const written = (policy: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');

/** What every answer says that is no page of the console. */
export const OWN_CONTENT_ONLY = written(OWN);

type Settings = (module: ModuleManifest) => Readonly<Record<string, SettingValue>>;

/** The policy of the console's page at a path: its own content, and what the modules say that their screens load there. */
export function consolePolicy(
  modules: readonly ModuleManifest[],
  settingsOf: Settings,
): (path: string) => string {
  const declared = modules.flatMap((module) => module.outside.map((source) => ({ module, source })));
  return (path) => {
    const policy: Record<string, readonly string[]> = { ...OWN };
    for (const { module, source } of declared) {
      const { kind, from, page } = source;
      if (page !== undefined && path !== page && !path.startsWith(`${page}/`)) continue;
      const origins = 'setting' in from ? originsNamed(String(settingsOf(module)[from.setting] ?? '')) : from;
      if (origins.length === 0) continue;
      const directive = DIRECTIVES[kind];
      policy[directive] = [...new Set([...(policy[directive] ?? ["'self'"]), ...origins])];
    }
    return written(policy);
  };
}
