import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;
const SPECS = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.drill.ts', '**/test/**/*.ts', '**/drills/**/*.ts'];

/** Roots of the projects that carry a tag: tags live in project.json, and only there. */
const projects = globSync('{apps,libs,tools}/**/project.json', {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
}).map((file) => ({ root: dirname(file), tags: JSON.parse(readFileSync(join(root, file), 'utf8')).tags }));
const tagged = (tag) =>
  projects.filter((project) => project.tags.includes(tag)).map((project) => project.root);
const filesOf = (tag, pattern = '**/*.{ts,tsx}') => tagged(tag).map((path) => `${path}/${pattern}`);
/** A config object for the projects with one of these tags; none when there is no such project yet. */
const forTags = (tags, config) => {
  const files = tags.flatMap((tag) => filesOf(tag));
  return files.length === 0 ? [] : [{ files, ...config }];
};

// What each kind of project may import. A kind that is not listed may import no project at all.
const MAY_IMPORT = {
  // type:host is apps/host, whose catalog of modules the command line shares; it works through the modules' ports.
  'type:app': ['type:runtime', 'type:database', 'type:kit', 'type:host', 'type:contract'],
  'type:runtime': ['type:database', 'type:kit'],
  'type:module': ['type:database', 'type:kit', 'type:contract'],
  'type:contract': ['type:kit'],
  'type:database': ['type:kit'],
  'type:kit': [],
  'type:testing': ['type:runtime', 'type:database', 'type:kit'],
  'type:tool': ['type:runtime', 'type:database', 'type:kit', 'type:testing', 'type:module'],
  'type:console-shell': ['type:console', 'type:ui', 'type:api-client'],
  'type:console': ['type:ui', 'type:api-client'],
  'type:ui': ['type:ui'],
  'type:api-client': [],
};
const BANNED_PACKAGES = {
  'type:kit': ['typeorm', 'pg', 'fastify', '@nestjs/core', '@nestjs/platform-*'],
  'type:module': ['pg', '@nestjs/core', '@nestjs/typeorm', '@nestjs/platform-*', 'fastify'],
  'type:contract': ['typeorm', 'pg', 'fastify', '@nestjs/*', 'class-validator', 'class-transformer'],
};

/** The boundary rule; `more` lets some files import further kinds of projects. */
function boundaries({ more = [], allow = [] } = {}) {
  return {
    '@nx/enforce-module-boundaries': [
      'error',
      {
        allow,
        allowCircularSelfDependency: false,
        enforceBuildableLibDependency: false,
        banTransitiveDependencies: true,
        // What loads on demand is the catalog's business, which has a rule of its own below.
        checkDynamicDependenciesExceptions: ['.'],
        // Only specs import libs/testing, so a way round through it is no cycle between sources.
        ignoredCircularDependencies: [['!testing', 'testing']],
        depConstraints: Object.entries(MAY_IMPORT).map(([sourceTag, kinds]) => ({
          sourceTag,
          onlyDependOnLibsWithTags: [...kinds, ...more],
          ...(BANNED_PACKAGES[sourceTag] && more.length === 0
            ? { bannedExternalImports: BANNED_PACKAGES[sourceTag] }
            : {}),
        })),
      },
    ],
  };
}

const EVERYWHERE_FORBIDDEN = [
  { selector: 'ExportAllDeclaration', message: 'No `export *`: name what the package exports.' },
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>7]',
    message: 'At most 7 constructor parameters: this class does too much.',
  },
];

const plainJavaScript = {
  ...tseslint.configs.disableTypeChecked,
  files: ['**/*.{js,mjs,cjs}'],
  languageOptions: {
    ...tseslint.configs.disableTypeChecked.languageOptions,
    globals: Object.fromEntries(
      (
        'process console Buffer URL URLSearchParams AbortController AbortSignal fetch performance structuredClone ' +
        'setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask TextEncoder TextDecoder'
      )
        .split(' ')
        .map((name) => [name, 'readonly']),
    ),
  },
};

export default [
  { ignores: ['**/dist', '**/node_modules', '**/generated', '.nx', '.carenode', 'coverage'] },
  { linterOptions: { noInlineConfig: true } },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { '@nx': nx },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...EVERYWHERE_FORBIDDEN],
      // Input checks name the control characters that they refuse.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A port may be asynchronous for one implementation and not for the next.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A Nest module is a class without members; decorators carry what it says.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  { files: ['**/*.{ts,tsx}'], rules: boundaries() },

  ...forTags(['type:module'], {
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: ['forwardRef', 'Global'],
              message: 'Modules have no cycles and no global providers: use a port of a contract.',
            },
            {
              name: 'typeorm',
              importNames: ['DataSource', 'EntityManager', 'createConnection'],
              message: 'The one door to the database is db.as(ctx) of @carenode/database.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...EVERYWHERE_FORBIDDEN,
        {
          selector: 'MemberExpression[object.name="Scope"][property.name=/^(REQUEST|TRANSIENT)$/]',
          message: 'No request scope: the RequestContext is the first argument.',
        },
        {
          selector: 'Decorator[expression.callee.name=/^(Global|InjectRepository|InjectDataSource)$/]',
          message: 'The one door to the database is db.as(ctx); no provider is global.',
        },
        { selector: 'CallExpression[callee.name="forwardRef"]', message: 'A module has no import cycles.' },
      ],
    },
  }),
  ...forTags(['type:contract'], {
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', allowTypeImports: true, message: 'A contract imports types only.' }] },
      ],
    },
  }),
  {
    // The only place that names modules, and it may only load them on demand.
    files: ['apps/host/src/catalog.ts'],
    rules: {
      ...boundaries({ more: ['type:module'] }),
      'no-restricted-syntax': [
        'error',
        ...EVERYWHERE_FORBIDDEN,
        {
          selector:
            ':matches(ImportDeclaration, ExportNamedDeclaration)' +
            '[source.value=/^@carenode\\u002F(?!(runtime|database|module-kit)(\\u002F|$))/]',
          message: 'The catalog loads a module with import(), so that a module left out is not even loaded.',
        },
      ],
    },
  },
  {
    files: SPECS,
    rules: {
      // A spec may boot the modules it needs, and drive them through libs/testing.
      ...boundaries({ more: ['type:testing', 'type:module', 'type:contract'] }),
      // Answers over HTTP are JSON: a spec looks into them without declaring their shape.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-imports': 'off',
    },
  },
  plainJavaScript,
  prettier,
];
