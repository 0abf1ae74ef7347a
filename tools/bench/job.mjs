import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';

import pg from 'pg';

/** An admin who is signed in. */
export async function signedInAdmin(adminUrl) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const id = randomUUID();
  const token = createHash('sha256').update(randomUUID()).digest('base64url');
  await client.query(`insert into profiles (id, user_type, first_name) values ($1, 'admin', 'Bench')`, [id]);
  await client.query(
    `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [id, createHash('sha256').update(token).digest()],
  );
  await client.end();
  return `carenode_session=${token}`;
}

/**
 * Sends a file to a route that makes a job of it, and waits for the job: its result, how many seconds it ran, the rate over
 * each third of it, and the memory of the host.
 */
export async function runJob(host, cookie, route, file, type = 'application/octet-stream') {
  const before = memoryOf(host.child.pid);
  const began = performance.now();
  const sent = await fetch(`${host.url}${route}`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': type },
    body: createReadStream(file),
    duplex: 'half',
  });
  if (sent.status !== 202) throw new Error(`The host answered ${sent.status}: ${await sent.text()}`);
  const { jobId } = await sent.json();
  const seen = [];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const answer = await fetch(`${host.url}/api/v1/jobs/${jobId}`, { headers: { cookie } });
    const job = await answer.json();
    const { rss } = memoryOf(host.child.pid);
    seen.push({ at: performance.now(), done: job.progressDone ?? 0, total: job.progressTotal, rss });
    if (job.status === 'queued' || job.status === 'running') continue;
    if (job.status !== 'done') throw new Error(`The job ${job.status}: ${JSON.stringify(job.problem)}`);
    const seconds = (performance.now() - began) / 1000;
    const { peak } = memoryOf(host.child.pid);
    return {
      result: job.result,
      seconds,
      thirds: ratesOf(seen),
      memory: { before: before.rss, peak, thirds: rssOf(seen) },
    };
  }
}

/** Megabytes that a process has, and had at most. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { rss: of('VmRSS'), peak: of('VmHWM') };
}

const withTotal = (seen) => seen.filter(({ total, done }) => total && done > 0);

function ratesOf(seen) {
  const told = withTotal(seen);
  const total = told.at(-1)?.total ?? 0;
  const at = (share) => told.find(({ done }) => done >= total * share);
  return [0, 1, 2].map((third) => {
    const [from, to] = [at(third / 3), at((third + 1) / 3) ?? told.at(-1)];
    return from && to && to.at > from.at
      ? Math.round(((to.done - from.done) / (to.at - from.at)) * 1000)
      : null;
  });
}

function rssOf(seen) {
  const told = withTotal(seen);
  const total = told.at(-1)?.total ?? 0;
  return [0, 1, 2].map((third) =>
    Math.max(
      0,
      ...told
        .filter(({ done }) => done > (total * third) / 3 && done <= (total * (third + 1)) / 3)
        .map(({ rss }) => rss),
    ),
  );
}
