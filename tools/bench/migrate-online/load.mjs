import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/**
 * Sends requests at fixed times whether or not earlier ones were answered, as people do, and says of each when it was meant
 * to be sent, what it was, how it was answered and how long that took from then. Ends when standard input does.
 */
const { port, perSecond, tokens, variable } = JSON.parse(process.env.BENCH_LOAD);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const KINDS = [
  [35, 'newest 50 measurements', 'GET', '/api/v1/patients/me/measurements?limit=50'],
  [10, 'newest 50 of a variable', 'GET', `/api/v1/patients/me/measurements?limit=50&variableId=${variable}`],
  [
    10,
    'one year of a variable',
    'GET',
    `/api/v1/patients/me/measurements/series?variableId=${variable}&from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z`,
  ],
  [10, 'food log', 'GET', '/api/v1/patients/me/food-log?limit=50'],
  [5, 'profile', 'GET', '/api/v1/profile'],
  [5, 'notifications', 'GET', '/api/v1/notifications'],
  [
    15,
    'measurement entered',
    'POST',
    '/api/v1/patients/me/measurements',
    JSON.stringify({ variableId: variable, value: 72, unit: '/min', startAt: '2026-03-01T08:30:00+01:00' }),
  ],
  [
    10,
    'food entered',
    'POST',
    '/api/v1/patients/me/food-log',
    JSON.stringify({
      foodName: 'Oat porridge',
      quantity: 250,
      unit: 'g',
      calories: 180,
      timestamp: '2026-03-01T08:30:00+01:00',
    }),
  ],
].flatMap(([share, ...kind]) => Array.from({ length: share }, () => kind));

let sent = 0;
let open = 0;
let ending = false;

function send(due) {
  const turn = sent++;
  // Coprime with the number of kinds, so that they mix.
  const [name, method, path, body] = KINDS[(turn * 37) % KINDS.length];
  const headers = {
    cookie: `carenode_session=${tokens[turn % tokens.length]}`,
    'sec-fetch-site': 'same-origin',
    ...(body
      ? {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': randomUUID(),
        }
      : {}),
  };
  open++;
  const done = (status) => {
    open--;
    process.stdout.write(
      `${JSON.stringify([Math.round(due * 10) / 10, name, status, Math.round((now() - due) * 10) / 10])}\n`,
    );
  };
  const asked = request(
    { agent, port, host: '127.0.0.1', method, path, headers, timeout: 30_000 },
    (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode));
      answer.once('error', () => done(0));
    },
  );
  asked.once('timeout', () => asked.destroy(new Error('No answer.')));
  asked.once('error', () => done(0));
  asked.end(body);
}

const now = () => performance.timeOrigin + performance.now();
const began = now();
const timer = setInterval(() => {
  const due = Math.floor(((now() - began) / 1000) * perSecond);
  if (!ending) while (sent < due) send(began + (sent / perSecond) * 1000);
  if (ending && open === 0) {
    clearInterval(timer);
    agent.destroy();
  }
}, 2);
process.stdin.resume().once('end', () => (ending = true));
