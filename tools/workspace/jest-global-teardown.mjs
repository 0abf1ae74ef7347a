/** After the last test: libs/testing takes down what its set-up started. */
export default async function globalTeardown(...args) {
  const { default: teardown } = await import('../../libs/testing/dist/jest/global-teardown.js');
  await teardown(...args);
}
