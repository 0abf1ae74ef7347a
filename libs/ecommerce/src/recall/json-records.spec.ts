import { BrokenJson, jsonRecords } from './json-records.js';
import { RefusedRecord } from './recall-report.js';

async function* piecesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function recordsOf(text: string, size = 7): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const record of jsonRecords(piecesOf(text, size))) records.push(record);
  return records;
}
const failure = (text: string) =>
  recordsOf(text).then(
    () => 'none',
    (error: unknown) => (error instanceof BrokenJson ? error.why : String(error)),
  );

describe('the records of a JSON text', () => {
  const results = [
    { a: 'x"}]{', b: { results: [1, { c: [] }] }, 'é\\': '\ud83d\ude00' },
    {},
    { a: -1.5e3, b: null },
  ];

  it.each([
    ['an envelope', JSON.stringify({ meta: { results: { skip: 1 } }, results, after: [{ results: [] }] })],
    ['a list', JSON.stringify(results, null, 2)],
    ['one after the other', results.map((record) => JSON.stringify(record)).join('\n')],
  ])('are the same however the text is cut to pieces: %s', async (_, text) => {
    for (let size = 1; size < 40; size += 1) expect(await recordsOf(text, size)).toEqual(results);
  });

  it('are one, of an object that is no envelope', async () => {
    expect(await recordsOf('{"results": "none", "a": 1}')).toEqual([{ results: 'none', a: 1 }]);
  });

  it('are refused one by one when a name is there twice, or the text is not UTF-8', async () => {
    const [twice, once] = await recordsOf('[{"a":1,"\\u0061":2},{"a":{"a":1}}]');
    expect(twice).toEqual(new RefusedRecord('has a field twice'));
    expect(once).toEqual({ a: { a: 1 } });
    const bytes = Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xff]), Buffer.from('"},{"b":1}]')]);
    const records: unknown[] = [];
    for await (const record of jsonRecords(
      (async function* () {
        yield bytes;
      })(),
    ))
      records.push(record);
    expect(records).toEqual([new RefusedRecord('is no JSON in UTF-8'), { b: 1 }]);
  });

  it.each([
    ['{"results":[{"a":1}', 'cut_off'],
    ['{"results":[{"a":"1', 'cut_off'],
    ['{"results":[]}}', 'syntax'],
    ['[{"a":1]', 'syntax'],
    ['[1]', 'syntax'],
    ['["a"]', 'syntax'],
    ['[[{}]]', 'syntax'],
    ['12', 'syntax'],
    ['{"results":[],"results":[]}', 'second_results'],
    [`[${'{"a":'.repeat(40)}`, 'too_deep'],
  ])('are not read of a text that is no JSON: %s', async (text, why) => {
    expect(await failure(text)).toBe(why);
  });
});
