import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { SERVER_HOST } from './postmaster.js';

/** Below the ranges that Linux and macOS use for outgoing connections, so it is likely free next time too. */
const FIRST_PORT = 20_000;
const LAST_PORT = 29_999;
const TRIES = 50;

/** The first of `wanted` that is free, else any free port. */
export async function choosePort(wanted: readonly number[]): Promise<number> {
  for (const port of wanted) {
    if ((await listenOn(port)) !== undefined) return port;
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = await listenOn(randomInt(FIRST_PORT, LAST_PORT + 1));
    if (port !== undefined) return port;
  }
  const port = await listenOn(0);
  if (port === undefined) throw new Error(`No port is free on ${SERVER_HOST}.`);
  return port;
}

function listenOn(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: SERVER_HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
