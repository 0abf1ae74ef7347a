import { defineModule, type Migration, type SqlRunner } from '@carenode/module-kit';
import { testServerUrl } from '@carenode/testing';
import { describe, expect, it } from '@jest/globals';

import { verifyMigrations } from '../src/migrate/verify/verify-migrations.js';

const hostLogin = { name: 'carenode_test_host', password: 'only-on-loopback-while-tests-run' };

/** A step of these statements, and its way back. */
function step(
  id: string,
  up: readonly string[],
  down: readonly string[],
  transaction?: boolean,
): new () => Migration {
  return class implements Migration {
    readonly id = id;
    readonly why = 'Tests need a step.';
    readonly transaction = transaction;
    async up(sql: SqlRunner): Promise<void> {
      for (const text of up) await sql.query(text);
    }
    async down(sql: SqlRunner): Promise<void> {
      for (const text of down) await sql.query(text);
    }
  };
}

const CREATE = step(
  '0001-create',
  [
    `create table things (id uuid primary key default gen_random_uuid(), label text, made_at timestamptz default now())`,
    `create table parts (id integer generated always as identity, thing uuid references things (id))`,
    `create function stamp() returns trigger language plpgsql set search_path = '' as $$ begin return new; end $$`,
    `create type mood as enum ('calm')`,
    `with made as (insert into things (label) values ('a'), ('b') returning id) insert into parts (thing) select id from made`,
  ],
  ['drop table parts', 'drop table things', 'drop function stamp()', 'drop type mood'],
);

const verified = async (...migrations: (new () => Migration)[]) => {
  const module = defineModule({ name: 'shed', title: 'Shed', required: true, nest: class {}, migrations });
  const report = await verifyMigrations({
    server: { adminUrl: testServerUrl(), hostLogin },
    modules: [module],
  });
  // The platform's functions need what identity brings, which these tests do without.
  const ofPlatform = (lines: readonly string[]) => lines.every((line) => line.includes(' carenode.'));
  return { ...report, problems: report.problems.filter(({ lines }) => !ofPlatform(lines)) };
};

describe('verifying migrations', () => {
  it('finds nothing where all is right, though ids and times are others each time', async () => {
    const index = step(
      '0002-index',
      ['drop index if exists things_label', 'create index concurrently things_label on things (label)'],
      ['drop index concurrently if exists things_label'],
      false,
    );
    expect(await verified(CREATE, index)).toMatchObject({
      steps: expect.any(Number),
      wholes: ['required modules', 'all modules'],
      problems: [],
    });
  }, 120_000);

  it('names each step whose way back forgets something, and shows what', async () => {
    const trigger =
      'create or replace trigger stamp before update on things for each row execute function stamp()';
    const mistakes: readonly (readonly [string, readonly string[], string])[] = [
      [
        'an-index',
        ['create index if not exists things_label on things (label)'],
        '+ index CREATE INDEX things_label',
      ],
      ['a-comment', [`comment on column things.label is 'What it is'`], 'comment What it is'],
      ['a-comment-of-a-type', [`comment on type mood is 'How it is'`], 'comment How it is'],
      ['a-grant', ['grant select (label) on things to carenode_patient'], 'carenode_patient=r/'],
      ['a-right-to-call', ['revoke execute on function stamp() from public'], '- function stamp()'],
      [
        'a-function',
        [`create or replace function extra() returns integer language sql as 'select 1'`],
        '+ function extra()',
      ],
      ['a-view', [`create or replace view seen as select label from things`], '+ view seen'],
      ['a-trigger', [trigger], '+ trigger CREATE TRIGGER stamp'],
      ['a-comment-of-a-trigger', [`comment on trigger stamp on things is 'Stamps'`], 'comment Stamps'],
      ['a-default', [`alter table things alter column label set default 'x'`], `default 'x'::text`],
      [
        'a-policy',
        ['drop policy if exists few on things', 'create policy few on things using (true)'],
        '+ policy things.few',
      ],
      ['a-comment-of-a-policy', [`comment on policy few on things is 'Why'`], 'comment Why'],
      [
        'a-rule',
        ['create or replace rule nothing_goes as on delete to parts do instead nothing'],
        '+ rule CREATE RULE nothing_goes',
      ],
      [
        'a-sequence',
        ['alter sequence parts_id_seq increment by 5'],
        '+ sequence parts_id_seq integer from 1 by 5',
      ],
      ['a-label', [`alter type mood add value if not exists 'tense'`], 'labels calm,tense'],
      [
        'a-check',
        [
          'alter table parts drop constraint if exists few',
          'alter table parts add constraint few check (id > 0)',
        ],
        '+ constraint parts.few',
      ],
      ['a-row', [`insert into things (label) values ('c')`], '+ rows things: 3'],
      ['a-value', [`update things set label = label || 'z'`], '- rows things:'],
    ];
    const steps = mistakes.map(([name, up], at) =>
      step(`${String(at + 2).padStart(4, '0')}-${name}`, up, []),
    );
    const { problems } = await verified(CREATE, ...steps);
    for (const [at, [name, , line]] of mistakes.entries()) {
      const key = `shed/${String(at + 2).padStart(4, '0')}-${name}`;
      const found = problems.find(
        (problem) => problem.step === key && problem.what === 'down leaves a difference',
      );
      expect({ key, lines: found?.lines.join('\n') }).toEqual({
        key,
        lines: expect.stringContaining(line) as unknown,
      });
    }
    expect(problems.map((problem) => problem.step)).not.toContain('shed/0001-create');
  }, 120_000);

  it('names the step that cannot go up again, also after it was cut off', async () => {
    const once = await verified(CREATE, step('0002-wrong', ['create table extra (id integer)'], []));
    expect(once.problems).toContainEqual({
      step: 'shed/0002-wrong',
      what: 'up after down fails',
      lines: ['shed/0002-wrong failed and left no trace: relation "extra" already exists'],
    });
    const cutOff = await verified(
      CREATE,
      step(
        '0002-wrong',
        ['create index concurrently things_label on things (label)'],
        ['drop index concurrently things_label'],
        false,
      ),
    );
    expect(cutOff.problems.map(({ what, lines }) => `${what}: ${lines.join()}`)).toContainEqual(
      'up, run again after it was cut off fails: relation "things_label" already exists',
    );
  }, 120_000);

  it('names the step under which a function does not compile any more', async () => {
    const { problems } = await verified(
      CREATE,
      step(
        '0002-function',
        [
          `create function labels() returns bigint language plpgsql as $$ begin return (select count(label) from things); end $$`,
        ],
        ['drop function labels()'],
      ),
      step(
        '0003-wrong',
        ['alter table things rename label to name'],
        ['alter table things rename name to label'],
      ),
    );
    expect(problems[0]).toEqual({
      step: 'shed/0003-wrong',
      what: 'up leaves what does not compile',
      lines: ['function labels(), line 1: column "label" does not exist'],
    });
  }, 120_000);
});
