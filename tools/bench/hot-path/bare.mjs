import { createServer } from 'node:http';
import { createHash } from 'node:crypto';

import pg from 'pg';
import { v7 } from 'uuid';

/**
 * The limit to compare with: node:http and pg, nothing else, every technique that is known. Prepared statements, one
 * pipelined round trip in one write under the patient's role and claims, text rows straight to JSON, a session cache of a second.
 */
const asText = { getTypeParser: () => (text) => text };
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, pipeline: true });

const CLAIMS = `select set_config('role',$1,true),set_config('carenode.subject',$2,true),set_config('carenode.scopes',$3,true),set_config('carenode.actor',$4,true),set_config('carenode.request',$5,true)`;
const LIST = process.env.BENCH_LIST_SQL;
const LIST_PROPERTIES = JSON.parse(process.env.BENCH_LIST_PROPERTIES);
const INSERT = `insert into public.patient_food_log (id, patient_id, timestamp, food_name, quantity, unit, calories) values ($1,$2,$3,$4,$5,$6,$7)
  returning id, patient_id, timestamp, food_name, quantity, unit, calories, protein, carbs, fat, notes, created_at, updated_at, version`;
const INSERT_PROPERTIES = {
  id: 'text',
  patientId: 'text',
  timestamp: 'instant',
  foodName: 'text',
  quantity: 'number',
  unit: 'text',
  calories: 'number',
  protein: 'number',
  carbs: 'number',
  fat: 'number',
  notes: 'text',
  createdAt: 'instant',
  updatedAt: 'instant',
  version: 'number',
};

async function inOneRoundTrip(begin, subject, name, text, values) {
  const client = await pool.connect();
  try {
    const { stream } = client.connection;
    stream.cork();
    const sent = [
      client.query({ name: begin, text: begin, values: [] }),
      client.query({
        name: 'claims',
        text: CLAIMS,
        values: ['carenode_patient', subject, '*', 'session:', ''],
      }),
      client.query({ name, text, values, rowMode: 'array', types: asText }),
      client.query({ name: 'COMMIT', text: 'COMMIT', values: [] }),
    ];
    stream.uncork();
    const answers = await Promise.all(sent);
    return answers[2].rows;
  } finally {
    client.release();
  }
}

const sessions = new Map();

async function subjectOf(request) {
  const token = /carenode_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (!token) return undefined;
  const known = sessions.get(token);
  if (known && known.until > Date.now()) return known.subject;
  const hash = createHash('sha256').update(token).digest();
  const client = await pool.connect();
  const [, , { rows }] = await Promise.all([
    client.query('BEGIN'),
    client.query({ name: 'claims', text: CLAIMS, values: ['carenode_system', '', '*', 'system:', ''] }),
    client.query({
      name: 'session',
      text: 'select profile_id from public.sessions where token_hash = $1 and expires_at > now()',
      values: [hash],
    }),
    client.query('COMMIT'),
  ]);
  client.release();
  if (rows[0]) sessions.set(token, { subject: rows[0].profile_id, until: Date.now() + 1000 });
  return rows[0]?.profile_id;
}

const plain = /^[\x20\x21\x23-\x5b\x5d-\uffff]*$/;
const write = {
  text: (text) => (plain.test(text) ? `"${text}"` : JSON.stringify(text)),
  number: (text) => text,
  instant: (text) => `"${text.slice(0, 10)}T${text.slice(11, -3)}Z"`,
};

function json(row, properties) {
  let out = '{';
  let index = 0;
  for (const [name, type] of properties) {
    const text = row[index];
    out += `${index++ > 0 ? ',' : ''}"${name}":${text === null ? 'null' : write[type](text)}`;
  }
  return `${out}}`;
}

const listed = Object.entries(LIST_PROPERTIES);
const inserted = Object.entries(INSERT_PROPERTIES);

createServer(async (request, response) => {
  try {
    const subject = await subjectOf(request);
    if (!subject) return response.writeHead(401).end();
    let body;
    if (request.method === 'GET') {
      const rows = await inOneRoundTrip('BEGIN READ ONLY', subject, 'list', LIST, [subject, 51]);
      body = `{"items":[${rows
        .slice(0, 50)
        .map((row) => json(row, listed))
        .join(',')}],"nextCursor":null}`;
    } else {
      let text = '';
      request.setEncoding('utf8');
      for await (const chunk of request) text += chunk;
      const entry = JSON.parse(text);
      if (typeof entry.foodName !== 'string' || typeof entry.quantity !== 'number')
        return response.writeHead(400).end();
      const rows = await inOneRoundTrip('BEGIN', subject, 'insert', INSERT, [
        v7(),
        subject,
        entry.timestamp,
        entry.foodName,
        entry.quantity,
        entry.unit,
        entry.calories,
      ]);
      body = json(rows[0], inserted);
    }
    response
      .writeHead(request.method === 'GET' ? 200 : 201, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      })
      .end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env.PORT), '127.0.0.1');
