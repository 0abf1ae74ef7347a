import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

import type { TestClient } from '@carenode/testing';

import { feedOf, feedText, FIXTURES, importRecalls, report, sells } from './recall-desk.js';
import { openShop, type Shop } from './shop.js';

let shop: Shop;
let admin: TestClient;

beforeAll(async () => {
  shop = await openShop();
  admin = await shop.host.signedIn('admin');
}, 60_000);
afterAll(() => shop.host.close());

const count = async (table: string) =>
  Number((await shop.sql(`select count(*) from ${table}`))[0]?.['count']);
const versions = () => shop.sql('select recall_number, version from recalls order by 1');

describe('the import of recall reports', () => {
  it('stores the 250 real reports with what is told in them, and adds up', async () => {
    const job = await importRecalls(admin, feedText());
    expect(job).toMatchObject({ status: 'done', progressDone: 250, progressTotal: 250 });
    expect(job.result).toEqual({
      read: 250,
      created: 250,
      updated: 0,
      unchanged: 0,
      refused: 0,
      possibleMatches: 0,
      refusals: [],
    });
    expect(await count('recalls')).toBe(250);
    const found = await admin.get<{ items: { id: string }[] }>('/api/v1/recalls?q=D-1285-2020');
    const { body } = await admin.get<object>(`/api/v1/recalls/${found.body.items[0]?.id}`);
    expect(body).toMatchObject({
      source: 'fda',
      recallNumber: 'D-1285-2020',
      eventId: '85712',
      classification: 'Class II',
      status: 'Terminated',
      recallingFirm: 'Teva Pharmaceuticals USA',
      manufacturers: ['Teva Pharmaceuticals USA, Inc.'],
      initiatedOn: '2020-05-22',
      classifiedOn: '2020-06-04',
      reportedOn: '2020-06-10',
      terminatedOn: '2021-05-25',
      coverage: 'listed',
      ndcs: expect.arrayContaining(['0555-0971', '0555-0971-02']),
      lots: [
        {
          lotCode: '42614718',
          lotKey: '42614718',
          lotKeyTo: null,
          expiresOn: '2021-02-28',
          expiresInMonth: true,
          confidence: 0.97,
          found: 'labelled',
        },
      ],
    });
  });

  it('changes nothing when the same file comes again, and what was changed when it was', async () => {
    const before = await versions();
    expect((await importRecalls(admin, feedText())).result).toMatchObject({
      read: 250,
      unchanged: 250,
      created: 0,
      updated: 0,
    });
    expect(await versions()).toEqual(before);
    const feed = JSON.parse(feedText()) as { results: Record<string, unknown>[] };
    const [first, second] = feed.results;
    feed.results = [
      { ...first, status: 'Completed', code_info: 'Lot #: NEW123456' },
      { ...second },
      report({}),
    ];
    expect((await importRecalls(admin, JSON.stringify(feed))).result).toMatchObject({
      read: 3,
      created: 1,
      updated: 1,
      unchanged: 1,
    });
    const { body } = await admin.get<{ items: { id: string; version: number; status: string }[] }>(
      `/api/v1/recalls?q=${String(first?.['recall_number'])}`,
    );
    expect(body.items).toMatchObject([{ version: 2, status: 'Completed' }]);
    const lots = await shop.sql('select lot_key from recall_lots where recall_id = $1', [body.items[0]?.id]);
    expect(lots).toEqual([{ lot_key: 'NEW123456' }]);
  });

  it('reads NDJSON, a list, one report, a zip with the feed, and enforcement reports in XML', async () => {
    const line = (number: number) => JSON.stringify(report({ recall_number: `D-91${number}-2026` }));
    const kinds: readonly (readonly [content: string | Uint8Array, type: string, reports: number])[] = [
      [`${line(1)}\n${line(2)}\n\n`, 'application/x-ndjson', 2],
      [`[${line(3)}, ${line(4)}]`, 'application/octet-stream', 2],
      [`\ufeff${line(5)}`, 'application/octet-stream', 1],
      [
        zipOf('drug-enforcement.json', feedOf(report({ recall_number: 'D-9206-2026' }))),
        'application/zip',
        1,
      ],
      [readFileSync(join(FIXTURES, 'fda-res/ndc-4-4-2.xml')), 'application/xml', 1],
      [readFileSync(join(FIXTURES, 'fda-res/upc-with-spaces.xml')), 'text/xml', 1],
      [readFileSync(join(FIXTURES, 'fda-res/one-recall.json')), 'application/octet-stream', 1],
    ];
    for (const [content, type, reports] of kinds) {
      const { result, problem } = await importRecalls(admin, content, type);
      expect([type, problem, result]).toMatchObject([
        type,
        null,
        { read: reports, created: reports, refused: 0 },
      ]);
    }
    const [eloxatin] = await shop.sql(
      `select r.ndcs, r.initiated_on::text, array_agg(c.lot_key order by c.lot_key) as lots
         from recalls r join recall_lots c on c.recall_id = r.id where r.recall_number = 'D-1407-2012' group by r.id`,
    );
    expect(eloxatin).toEqual({
      ndcs: ['0024-0590-10'],
      initiated_on: '2012-02-06',
      lots: ['AE27', 'AE41', 'BL18B', 'CA02B', 'CB13B', 'CD65B', 'CE39B'],
    });
    const [vistide] = await shop.sql(`select gtins, ndcs from recalls where recall_number = 'D-324-2013'`);
    expect(vistide).toEqual({ gtins: ['00361958010115'], ndcs: ['61958-0101-1'] });
  });

  it('refuses single reports that are wrong, saying why, and takes the others', async () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ ...report({}), recall_number: undefined }, 'recall_number is missing'],
      [report({ recall_number: 'D-1; drop table recalls' }), 'recall_number is not like D-0123-2024'],
      [report({ recall_number: 17 }), 'recall_number is no text'],
      [report({ code_info: ['Lot 1'] }), 'code_info is no text'],
      [report({ classification: 'Class IV' }), 'classification is none of Class I, Class II, Class III'],
      [report({ report_date: '20261345' }), 'report_date is no day'],
      [report({ openfda: [] }), 'openfda is no JSON object'],
      [report({ openfda: { product_ndc: 'x' } }), 'openfda.product_ndc is no list'],
      [
        report({ openfda: { product_ndc: [{}] } }),
        'openfda.product_ndc has an entry that is no text of at most 2000 characters',
      ],
      [report({ product_description: 'a\0b' }), 'product_description holds a NUL character'],
      [
        report({ product_description: 'x'.repeat(20_001) }),
        'product_description has more than 20000 characters',
      ],
    ];
    const { result } = await importRecalls(
      admin,
      feedOf(
        ...wrong.map(([record]) => record),
        report({ recall_number: 'D-9301-2026', reason_for_recall: 'half \ud83d of a pair' }),
        report({ recall_number: 'D-9301-2026' }),
      ),
    );
    expect(result).toMatchObject({ read: 13, created: 1, refused: 12 });
    expect(result?.refusals).toEqual([
      ...wrong.map(([, reason], index) => ({ number: index + 1, reason })),
      { number: 13, reason: 'the file has this recall number before' },
    ]);
  });

  it('refuses a report that has a field twice, however its name is written, and one of 50 MB, without holding it', async () => {
    const good = JSON.stringify(report({ recall_number: 'D-9401-2026' }));
    const twice = `${JSON.stringify(report({ recall_number: 'D-9402-2026' })).slice(0, -1)},"code\\u005finfo":"Lot 1"}`;
    const huge = `{"recall_number":"D-9403-2026","product_description":"${'x'.repeat(50 * 1024 * 1024)}"}`;
    const { result } = await importRecalls(admin, `{"results":[${twice},${huge},${good}]}`);
    expect(result).toMatchObject({
      read: 3,
      created: 1,
      refused: 2,
      refusals: [
        { number: 1, reason: 'has a field twice' },
        { number: 2, reason: 'has more than 1048576 bytes' },
      ],
    });
  });

  it.each([
    ['is cut off', feedText().slice(0, -40_000), /ends at byte \d+ in the middle/],
    ['is nested deeply', `{"results":[${'['.repeat(100_000)}`, /byte 13 is not allowed/],
    ['is nested deeply in a report', `{"results":[{"a":${'['.repeat(100_000)}`, /nested deeper than 32/],
    [
      'has its results twice',
      `{"results":[${JSON.stringify(report({}))}],"results":[]}`,
      /second list of results/,
    ],
    ['is no JSON', 'hello', /byte 1 is not allowed/],
    [
      'has an error of the API alone',
      '{"error":{"code":"NOT_FOUND"}}',
      /no recall report that can be read; the first product_description is missing/,
    ],
    ['has no report', '{"results":[]}', /no recall report/],
    ['is no XML', '<recall-number id="D-1-2012"><status>', /no well-formed XML/],
    [
      'brings its own entities',
      '<!DOCTYPE a [<!ENTITY b "c">]><recall-number id="D-1-2012"><status>&b;</status></recall-number>',
      /no well-formed XML/,
    ],
    ['is a damaged archive', Buffer.from('PK\x03\x04 and nothing'), /archive is damaged/],
    ['is an archive of something else', zipOf('readme.txt', 'hello'), /exactly one JSON file/],
  ])('stores nothing of a file that %s', async (_, content, words) => {
    const before = await versions();
    const job = await importRecalls(admin, content);
    expect(job).toMatchObject({ status: 'failed', problem: { code: 'recall_file_broken' } });
    expect(job.problem?.message).toMatch(words);
    expect(await versions()).toEqual(before);
  });

  it('is for admins alone, and takes files', async () => {
    expect((await admin.post('/api/v1/recalls/import')).status).toBe(400);
    expect((await admin.post('/api/v1/recalls/import', {})).status).toBe(400);
    expect(
      (await admin.post('/api/v1/recalls/import', undefined, { raw: { content: 'x', type: 'text/plain' } }))
        .status,
    ).toBe(415);
    for (const type of ['provider', 'patient', 'developer', 'research-partner'] as const) {
      const who = await shop.host.signedIn(type);
      const raw = { content: feedText(), type: 'application/octet-stream' };
      expect((await who.post('/api/v1/recalls/import', undefined, { raw })).status).toBe(403);
    }
  });

  it('lets providers read recalls, and nobody else but admins', async () => {
    const provider = await shop.host.signedIn('provider');
    const { body } = await provider.get<{ items: { id: string; classification: string }[] }>(
      '/api/v1/recalls?classification=Class%20I&status=Ongoing&limit=200',
    );
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.every(({ classification }) => classification === 'Class I')).toBe(true);
    expect((await provider.get(`/api/v1/recalls/${body.items[0]?.id}`)).status).toBe(200);
    expect((await (await shop.patient()).get('/api/v1/recalls')).status).toBe(403);
    expect((await provider.get('/api/v1/recall-matches')).status).toBe(403);
  });

  it('finds lots and recalls that come at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const product = await sells(shop, { name: 'Exemplar tablets', manufacturer: 'Example Pharma' });
      const code = `RACE${round}77ZK`;
      const [, lot] = await Promise.all([
        importRecalls(
          admin,
          feedOf(report({ recall_number: `D-95${round}-2026`, code_info: `Lot ${code}` })),
        ),
        shop.lot(product, { code, units: 1 }),
      ]);
      const held = await shop.sql('select held_since is not null as held from lots where id = $1', [lot]);
      expect(held).toEqual([{ held: true }]);
    }
  });
});

/** A zip archive with one file (APPNOTE 4.3). */
function zipOf(name: string, text: string): Uint8Array {
  const content = Buffer.from(text);
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
