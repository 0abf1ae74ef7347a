import { build } from './build.mjs';

/**
 * Before any test: what changed is built, however Jest was started, and then libs/testing sets up what the tests share.
 * It runs from its built files in plain Node, so that setup and teardown are one set of modules. A file that does not
 * compile is printed and fails the tests that need it (and all of `npm test`); the others still tell something.
 */
export default async function globalSetup(...args) {
  await build({ quiet: true });
  const { default: setup } = await import('../../libs/testing/dist/jest/global-setup.js');
  await setup(...args);
}
