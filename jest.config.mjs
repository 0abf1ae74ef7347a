import { swcOptions } from './tools/workspace/swc.mjs';

const withJsx = {
  ...swcOptions,
  jsc: {
    ...swcOptions.jsc,
    parser: { ...swcOptions.jsc.parser, tsx: true },
    transform: { ...swcOptions.jsc.transform, react: { runtime: 'automatic' } },
  },
};

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/(apps|libs)/[^/]+/dist/', '<rootDir>/libs/[^/]+/[^/]+/dist/'],
  watchPathIgnorePatterns: ['/dist/', '/\\.carenode/'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@carenode/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': ['@swc/jest', swcOptions], '\\.tsx$': ['@swc/jest', withJsx] },
  resolver: '<rootDir>/tools/workspace/jest-resolver.mjs',
  globalSetup: '<rootDir>/tools/workspace/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/tools/workspace/jest-global-teardown.mjs',
  reporters: ['default', '<rootDir>/tools/workspace/jest-summary.mjs'],
  maxWorkers: 2,
  testTimeout: 30_000,
};
