import { lintTexts } from './lint-texts.js';
import type { LintReport } from './lint-texts.js';

const BOUNDARY = '@nx/enforce-module-boundaries';
const SYNTAX = 'no-restricted-syntax';
const IMPORTS = 'no-restricted-imports';

interface Canary {
  /** Continues "it". */
  readonly title: string;
  readonly filePath: string;
  readonly code: string;
  /** The rule that must report an error; absent when the text must be clean. */
  readonly rule?: string;
}

const importing = (name: string): string => `import { thing } from '${name}';\nexport const used = thing;\n`;
const importingType = (name: string): string =>
  `import type { Thing } from '${name}';\nexport type Used = Thing;\n`;
const decorated = (decorator: string, imports: string): string =>
  `import { ${imports} } from '@nestjs/common';\n\n@${decorator}\nexport class Canary {\n  readonly kind = ${imports}.name;\n}\n`;
const forbidden = (title: string, filePath: string, code: string, rule = BOUNDARY): Canary => ({
  title: `refuses ${title}`,
  filePath,
  code,
  rule,
});
const allowed = (title: string, filePath: string, code: string): Canary => ({
  title: `allows ${title}`,
  filePath,
  code,
});

const MODULE = 'libs/patient-data/src/canary.ts';
const CONTRACT = 'libs/records/contract/src/canary.ts';
const HOST = 'apps/host/src/canary.ts';
const CATALOG = 'apps/host/src/catalog.ts';

const imports: Canary[] = [
  forbidden("a module that imports another module's code", MODULE, importing('@carenode/identity')),
  forbidden(
    'a module that imports another module on demand',
    MODULE,
    "export const used = import('@carenode/identity');\n",
  ),
  forbidden(
    'a module that re-exports another module',
    MODULE,
    "export { thing } from '@carenode/identity';\n",
  ),
  forbidden('a module that imports the runtime', MODULE, importing('@carenode/runtime')),
  forbidden('a module that imports an app', MODULE, importing('@carenode/host')),
  forbidden('a module that imports the test kit outside a spec', MODULE, importing('@carenode/testing')),
  forbidden('a module that reaches into a project by path', MODULE, importing('../../database/src/index.js')),
  forbidden('a module that opens its own connections', MODULE, importing('pg')),
  forbidden('a package that the project does not declare', MODULE, importing('eslint-scope')),
  allowed('a module that imports module-kit', MODULE, importing('@carenode/module-kit')),
  allowed('a module that imports the database door', MODULE, importing('@carenode/database')),
  allowed("a module that imports another module's contract", MODULE, importing('@carenode/records-contract')),
  allowed(
    'a spec that imports the test kit and the module it needs',
    'libs/patient-data/test/canary.spec.ts',
    `${importing('@carenode/testing')}${importing('@carenode/identity').replaceAll('thing', 'it').replace('used', 'more')}`,
  ),
  forbidden('a contract that imports the database', CONTRACT, importingType('@carenode/database')),
  forbidden('a contract that imports its module', CONTRACT, importingType('@carenode/records')),
  forbidden('a contract that imports Nest', CONTRACT, importingType('@nestjs/common')),
  forbidden(
    'a contract that imports more than types',
    CONTRACT,
    importing('@carenode/module-kit'),
    '@typescript-eslint/no-restricted-imports',
  ),
  allowed('a contract that imports types of module-kit', CONTRACT, importingType('@carenode/module-kit')),
  forbidden(
    'module-kit that imports the database',
    'libs/module-kit/src/canary.ts',
    importing('@carenode/database'),
  ),
  forbidden('module-kit that imports TypeORM', 'libs/module-kit/src/canary.ts', importing('typeorm')),
  forbidden(
    'the database that imports the runtime',
    'libs/database/src/canary.ts',
    importing('@carenode/runtime'),
  ),
  forbidden(
    'the runtime that imports a module',
    'libs/runtime/src/canary.ts',
    importing('@carenode/identity'),
  ),
  allowed(
    'the runtime that imports the database',
    'libs/runtime/src/canary.ts',
    importing('@carenode/database'),
  ),
  forbidden('an app that imports a module', HOST, importing('@carenode/patient-data')),
  forbidden(
    'an app that loads a module by itself',
    HOST,
    "export const used = import('@carenode/patient-data');\n",
  ),
  forbidden(
    'a command line that imports a module',
    'apps/cli/src/canary.ts',
    importing('@carenode/patient-data'),
  ),
  forbidden(
    'a command line that imports the test kit',
    'apps/cli/src/canary.ts',
    importing('@carenode/testing'),
  ),
  forbidden('a catalog that imports a module up front', CATALOG, importing('@carenode/patient-data'), SYNTAX),
  allowed(
    'a catalog that loads a module on demand',
    CATALOG,
    "export const used = import('@carenode/patient-data');\n",
  ),
  allowed(
    "a command line that imports the host's catalog",
    'apps/cli/src/canary.ts',
    importing('@carenode/host'),
  ),
  forbidden(
    "a screen that imports the server's code",
    'libs/patient-data/console/src/canary.tsx',
    importing('@carenode/patient-data'),
  ),
];

const style: Canary[] = [
  forbidden('a global module', MODULE, decorated('Global()', 'Global'), SYNTAX),
  forbidden('importing what makes a module global', MODULE, decorated('Global()', 'Global'), IMPORTS),
  forbidden('a forward reference', MODULE, 'export const late = forwardRef(() => Object);\n', SYNTAX),
  forbidden('a provider per request', MODULE, 'export const scope = Scope.REQUEST;\n', SYNTAX),
  forbidden(
    'an injected repository',
    MODULE,
    'export class Canary {\n  constructor(@InjectRepository(Object) readonly rows: unknown) {}\n}\n',
    SYNTAX,
  ),
  forbidden(
    'a second door to the database',
    MODULE,
    importing('typeorm').replaceAll('thing', 'DataSource'),
    IMPORTS,
  ),
  forbidden(
    'a namespace of TypeORM, which holds that door too',
    MODULE,
    "import * as orm from 'typeorm';\nexport const used = orm;\n",
    IMPORTS,
  ),
  forbidden('export *', MODULE, "export * from './canary.rules.js';\n", SYNTAX),
  forbidden(
    'a constructor of eight',
    MODULE,
    `export class Canary {\n  constructor(${[...'abcdefgh'].map((name) => `readonly ${name}: string`).join(', ')}) {}\n}\n`,
    SYNTAX,
  ),
  forbidden(
    'any',
    MODULE,
    'export const loose = (value: any): unknown => value;\n',
    '@typescript-eslint/no-explicit-any',
  ),
  forbidden(
    'a silenced compiler',
    MODULE,
    '// @ts-expect-error: said so\nexport const x = 1;\n',
    '@typescript-eslint/ban-ts-comment',
  ),
  forbidden(
    'a silenced linter',
    MODULE,
    '/* eslint-disable @typescript-eslint/no-explicit-any */\nexport const loose = (value: any): unknown => value;\n',
    '@typescript-eslint/no-explicit-any',
  ),
  forbidden('a file of 401 lines', MODULE, 'export {};\n'.repeat(401), 'max-lines'),
];

describe('the import boundaries', () => {
  let reports: LintReport[];
  const all = [...imports, ...style];

  beforeAll(async () => {
    reports = (await lintTexts(all)).reports;
  }, 60_000);

  it.each(all.map((canary, index) => ({ ...canary, index })))('$title', ({ rule, index }) => {
    const report = reports[index] ?? [];
    const errors = report.filter(({ isError }) => isError);
    if (rule === undefined) expect(report).toEqual([]);
    else expect(errors.map(({ ruleId }) => ruleId)).toContain(rule);
  });
});
