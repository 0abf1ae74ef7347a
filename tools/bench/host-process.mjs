import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

/** A host as it is shipped, in a process of its own, over a database that is there; resolves when it answers. */
export async function startHost(databaseUrl, home) {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('hot-path/host.mjs', import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      CARENODE_HOME: home,
      NODE_ENV: 'production',
      CARENODE_LOG_LEVEL: 'silent',
      PORT: String(port),
      CARENODE_SECRET_KEY: randomBytes(32).toString('base64'),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return { child, port, url };
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error('The host does not answer.');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A patient who is signed in: new, or the one with this id. */
export async function signedInPatient(adminUrl, id = randomUUID()) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const token = createHash('sha256').update(randomUUID()).digest('base64url');
  await client.query(
    `insert into profiles (id, user_type, first_name) values ($1, 'patient', 'Bench') on conflict do nothing`,
    [id],
  );
  await client.query(
    `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [id, createHash('sha256').update(token).digest()],
  );
  await client.end();
  return { id, cookie: `carenode_session=${token}` };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
