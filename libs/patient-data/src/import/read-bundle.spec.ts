import { bytes, demoBundle, demoBundleNames } from '../../test/fhir-bundles.js';
import { readFhirBundle } from './fhir-r4/fhir-bundle.reader.js';
import { readBundle } from './read-bundle.js';

describe('Reading a large file in a process of its own', () => {
  it.each(demoBundleNames())('gives what reading it here gives: %s', async (name) => {
    const file = demoBundle(name);
    expect(await readBundle(file)).toEqual(readFhirBundle(file));
  });

  it('refuses what is refused here, in the same words', async () => {
    const half = demoBundle('murray-hane.json').subarray(0, 700_000);
    const refusal = await readBundle(half).catch((error: unknown) => error);
    expect(() => readFhirBundle(half)).toThrow(expect.objectContaining({ ...(refusal as object) }));
    expect(refusal).toMatchObject({ name: 'FhirRefusal', code: 'truncated' });
  });

  it('does not keep others waiting', async () => {
    const file = bytes(
      `{"resourceType":"Bundle","type":"collection","entry":[${'{"a":[1,2,3]},'.repeat(200_000)}{}]}`,
    );
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await readBundle(file).catch(() => undefined);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('ends the reader, not the host, when a file takes too much memory', async () => {
    const bomb = bytes(
      `{"resourceType":"Bundle","type":"collection","entry":[{"a":[${'{},'.repeat(3_000_000)}{}]}]}`,
    );
    await expect(readBundle(bomb)).rejects.toMatchObject({ code: 'import_too_complex', status: 413 });
  });
});
