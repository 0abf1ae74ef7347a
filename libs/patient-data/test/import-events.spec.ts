import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { clarityFile } from './clarity-file.js';
import { ended, type ImportBody, upload } from './imports.js';

interface Told {
  readonly event: string;
  readonly data: ImportBody;
}

const CLARITY = {
  headers: { prefer: 'respond-async' },
  type: 'text/csv',
  query: '?timeZone=Europe/Berlin',
};
/** Some seconds of work, as it is told once a second how far it is. */
const RECORDS = 200_000;
let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

const cookieOf = (who: TestClient): string =>
  (who as unknown as { credentials: Record<string, string> }).credentials['cookie'] ?? '';

function open(who: TestClient, id: string, url = host.url, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/api/v1/patients/me/imports/${id}/events`, {
    headers: { cookie: cookieOf(who) },
    ...(signal ? { signal } : {}),
  });
}

/** Events as they come, until the stream ends. */
async function* eventsOf(response: Response): AsyncGenerator<Told> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
      if (event && data) yield { event, data: JSON.parse(data) as ImportBody };
    }
  }
}

describe('Following an import', () => {
  it('tells how far it is while it runs, and all of it at the end, from any host', async () => {
    const patient = await host.signedIn('patient');
    const other = await host.another();
    try {
      const { body } = await upload(patient, clarityFile(RECORDS), CLARITY);
      const response = await open(patient, body.id, other.url);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const told: Told[] = [];
      for await (const event of eventsOf(response)) told.push(event);
      const last = told.at(-1);
      expect(last).toMatchObject({
        event: 'end',
        data: { id: body.id, status: 'done', report: { total: { read: RECORDS, stored: RECORDS } } },
      });
      const progress = told.slice(0, -1);
      expect(progress.length).toBeGreaterThan(1);
      expect(new Set(progress.map(({ event }) => event))).toEqual(new Set(['progress']));
      const done = progress.map(({ data }) => data.recordsDone);
      expect(done).toEqual(done.toSorted((one, next) => one - next));
      expect(progress.some(({ data }) => data.bytesRead > 0 && data.recordsDone < RECORDS)).toBe(true);
      expect(progress.every(({ data }) => !('report' in data))).toBe(true);
    } finally {
      await other.close();
    }
  }, 90_000);

  it('is for a few streams of a person at one time, and ends with who asked', async () => {
    const patient = await host.signedIn('patient');
    const { body } = await upload(patient, clarityFile(10), { type: 'text/csv' });
    expect(body.status).toBe('waiting');
    const gone = new AbortController();
    const streams = await Promise.all(
      Array.from({ length: 5 }, () => open(patient, body.id, host.url, gone.signal)),
    );
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await open(patient, body.id)).status).toBe(429);
    gone.abort();
    let status = 429;
    for (let tries = 0; tries < 100 && status === 429; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const again = await open(patient, body.id);
      status = again.status;
      await again.body?.cancel();
    }
    expect(status).toBe(200);
    await patient.post(`/api/v1/patients/me/imports/${body.id}/cancel`, undefined);
    const over = await open(patient, body.id);
    const told: Told[] = [];
    for await (const event of eventsOf(over)) told.push(event);
    expect(told).toEqual([{ event: 'end', data: await ended(patient, body.id) }]);
  });

  it('does not keep a host that stops', async () => {
    const patient = await host.signedIn('patient');
    const { body } = await upload(patient, clarityFile(10), { type: 'text/csv' });
    const other = await host.another();
    const response = await open(patient, body.id, other.url);
    const reading = (async () => {
      for await (const event of eventsOf(response)) expect(event.event).toBe('progress');
    })();
    await other.close();
    await reading;
  });
});
