import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MOST_RECORD_BYTES } from './json-records.js';
import { RefusedRecord } from './recall-report.js';
import { reportRecords, UnreadableFile, xmlRecords } from './report-file.js';

const MIB = 1024 ** 2;
const PIECE = 64 * 1024;
const TOO_LONG = 'The XML has a text, comment or tag of more than 1 MiB.';
const RECORD = '<recall-number id="D-1-2012"><status>Ongoing</status></recall-number>';

/** What the reading of these texts gives, and how many characters it took. */
async function readingOf(...texts: readonly string[]) {
  let taken = 0;
  async function* pieces() {
    for (const text of texts)
      for (let at = 0; at < text.length; at += PIECE) {
        taken += Math.min(PIECE, text.length - at);
        yield await Promise.resolve(Buffer.from(text.slice(at, at + PIECE)));
      }
  }
  const records: unknown[] = [];
  try {
    for await (const record of xmlRecords(pieces())) records.push(record);
  } catch (error) {
    return { error, records, taken };
  }
  return { error: undefined, records, taken };
}

describe('an XML file of recall reports', () => {
  it.each([
    ['text', '<status>', '</status>', 'x'],
    ['text of entities', '<status>', '</status>', '&amp;'],
    ['text outside a report', '</recall-number>', '<recall-number>', ' x'],
    ['comment', '<!--', '-->', 'x'],
    ['CDATA section', '<status><![CDATA[', ']]></status>', 'x'],
    ['attribute', '<status of="', '"></status>', 'x'],
    ['tag of many attributes', '<status', '></status>', null],
    ['name of a tag', '<', '/>', 'x'],
    ['processing instruction', '<?x ', '?>', 'x'],
    ['blank in a tag', '<status ', '></status>', ' '],
  ])(
    'is refused for a %s of 20 MB, which is neither held nor read to its end',
    async (_, open, close, fill) => {
      const long =
        fill?.repeat((20 * MIB) / fill.length) ??
        Array.from({ length: MIB }, (_value, index) => ` a${index}="${'x'.repeat(8)}"`).join('');
      const { error, records, taken } = await readingOf(
        `<r>${RECORD}<recall-number id="D-2-2012">${open}`,
        long,
        `${close}</recall-number></r>`,
      );
      expect(error).toBeInstanceOf(UnreadableFile);
      expect(error).toMatchObject({ message: TOO_LONG });
      expect(records[0]).toEqual({ 'recall-number': 'D-1-2012', status: 'Ongoing' });
      expect(taken).toBeLessThan(MIB + 3 * PIECE);
    },
  );

  it('is refused for a document type of 20 MB', async () => {
    const { error, taken } = await readingOf(
      `<!DOCTYPE r [<!-- ${'x'.repeat(20 * MIB)} -->]><r>${RECORD}</r>`,
    );
    expect(error).toMatchObject({ message: TOO_LONG });
    expect(taken).toBeLessThan(MIB + 3 * PIECE);
  });

  it('may be long in small parts: a report of too many is refused alone, the others are read', async () => {
    const many = `<code>${'x'.repeat(MIB / 2)}</code><!--${'y'.repeat(MIB / 2)}-->`.repeat(20);
    const { error, records } = await readingOf(
      `<r><recall-number id="D-2-2012">${many}</recall-number>`,
      RECORD,
      '</r>',
    );
    expect(error).toBeUndefined();
    expect(records).toEqual([
      new RefusedRecord(`has more than ${MOST_RECORD_BYTES} characters`),
      { 'recall-number': 'D-1-2012', status: 'Ongoing' },
    ]);
  });

  it('is refused so when it lies on a disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carenode-recalls-'));
    try {
      const path = join(folder, 'recalls.xml');
      writeFileSync(path, `<r>${RECORD}<note>${'x'.repeat(20 * MIB)}</note></r>`);
      const read = async () => {
        for await (const record of reportRecords(path)) expect(record).toBeDefined();
      };
      await expect(read()).rejects.toThrow(TOO_LONG);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
