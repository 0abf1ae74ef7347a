import { describe, expect, it } from '@jest/globals';

import { isOfColumn, tokensOf, valueOf, withTokens } from './literals.js';
import { planOf } from './value-changes.js';

async function certain(sql: string): Promise<boolean> {
  const tokens = await tokensOf(sql);
  const at = tokens.findIndex((token) => valueOf(token) === 'x');
  return isOfColumn(tokens, at, 'mood');
}

describe('a constant in SQL', () => {
  it.each([
    `select 1 where mood = 'x'`,
    `select 1 where t.mood <> 'x'`,
    `select 1 where (t.mood)::text = 'x'::text`,
    `select 1 where 'x' = new.mood`,
    `select 1 where 'x'::text is not distinct from t.mood`,
    `select 1 where mood is distinct from 'x'`,
    `select 1 where mood not in ('a', 'x')`,
    `select 1 where mood = any (array['a'::text, 'x'::text])`,
    `select 1 where (mood = ANY ((ARRAY['a'::character varying, 'x'::character varying])::text[]))`,
    `select case t.mood when 'a' then 1 when 'x' then 2 end`,
    `select case mood when case when true then 'a' end then 1 when 'x' then 2 end`,
    `update t set mood = 'x'`,
    `begin new.mood := 'x'; end`,
  ])('is one of the column in %s', async (sql) => expect(await certain(sql)).toBe(true));

  it.each([
    `select 'x' where mood = 'a'`,
    `select 1 where other = 'x' and mood = 'a'`,
    `select case mood when 'a' then 'x' end`,
    `select case other when 'x' then mood end`,
    `insert into t (mood) values ('x')`,
    `select f(mood, 'x')`,
    `select 1 where other in ('x', mood)`,
    `select 1 where coalesce(mood, 'x') = 'a'`,
  ])('is not known to be one in %s', async (sql) => expect(await certain(sql)).toBe(false));

  it('is replaced where it stands, whatever letters are before it, and never in a comment', async () => {
    const sql = `select 'é€😀' as "mood", 1 where mood = 'x' -- 'x'`;
    const tokens = await tokensOf(sql);
    const words = new Map(
      tokens.filter((token) => valueOf(token) === 'x').map((token) => [token, `'it''s'`]),
    );
    expect(withTokens(sql, words)).toBe(`select 'é€😀' as "mood", 1 where mood = 'it''s' -- 'x'`);
  });
});

describe('changes of values', () => {
  const base = {
    first: 1,
    name: 'm',
    why: 'w',
    table: 't',
    column: 'c',
    limitedBy: { check: 'k' },
    from: ['a', 'b'],
  };

  it('say what is allowed when, and what becomes of rows', () => {
    const plan = planOf({
      ...base,
      from: ['a', 'b', 'z'],
      add: { n: 'a' },
      rename: { a: 'A' },
      remove: { z: null },
    });
    expect(plan.wide).toEqual(['a', 'b', 'z', 'A', 'n']);
    expect(plan.to).toEqual(['A', 'b', 'n']);
    expect([...plan.forward]).toEqual([
      ['a', 'A'],
      ['z', null],
    ]);
    expect([...plan.back]).toEqual([
      ['A', 'a'],
      ['n', 'a'],
    ]);
  });

  it.each([
    [{}, 'are none'],
    [{ rename: { q: 'r' } }, 'name "q", which is none of the values before'],
    [{ rename: { a: 'b' } }, 'make "b", which is there already'],
    [{ merge: { a: 'q' } }, 'give rows "q", which is no value afterwards'],
    [{ merge: { a: 'b' }, remove: { a: null } }, 'do two things with "a"'],
    [{ add: { n: 'q' } }, 'give rows "q" back, which was no value before'],
  ])('that contradict each other are refused: %j', (more, words) => {
    expect(() => planOf({ ...base, ...more })).toThrow(words);
  });
});
