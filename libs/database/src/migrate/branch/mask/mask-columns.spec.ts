import { describe, expect, it } from '@jest/globals';

import {
  beginningIn,
  type ColumnFacts,
  isChoice,
  type Masking,
  maskingOf,
  maskingsOf,
  rulesOf,
} from './mask-columns.js';

const personal = { about: 'patient_id', plain: new Set(['code']), shifts: true, open: false };
const facts = (column: string, type: string, more: Partial<ColumnFacts> = {}): ColumnFacts => ({
  schema: 'public',
  table: 'things',
  column,
  type,
  declared: type,
  category: 'S',
  required: false,
  unique: false,
  checks: [],
  refers: [],
  ...more,
});
const sqlOf = (masking: Masking | null) => (masking && !masking.keep ? masking.sql : masking);

describe('what masking does with a column', () => {
  it('is to mask it, unless it is known to be harmless', () => {
    const of = (column: string, type: string, more: Partial<ColumnFacts> = {}) =>
      sqlOf(maskingOf(facts(column, type, more), personal, () => true));
    expect(of('brand_new', 'text')).toContain('mask_text(t."brand_new"');
    expect(of('brand_new', 'text', { unique: true })).toContain('mask_unique');
    expect(of('brand_new', 'jsonb')).toContain('mask_json');
    expect(of('brand_new', 'text[]')).toContain('mask_texts');
    expect(of('brand_new', 'bytea')).toContain('mask_bytes');
    expect(of('brand_new', 'inet')).toBe('null');
    expect(of('brand_new', 'xml')).toBe('null');
    expect(of('brand_new', 'inet', { required: true })).toBeNull();
    expect(of('work_email', 'text', { unique: true })).toContain('mask_email');
    expect(of('first_name', 'text')).toContain(`'given'`);
    expect(of('happened_on', 'date')).toContain('+ m.days');
    expect(of('during', 'tstzrange')).toContain('make_interval');
    expect(of('idempotency_key', 'text')).toBe('null');
    expect(of('ward', 'text', { refers: ['public.wards.name'] })).toContain('mask_unique');
    for (const type of ['uuid', 'integer', 'numeric', 'boolean', 'uuid[]'])
      expect(of('brand_new', type)).toEqual({ keep: true });
    expect(of('kind', 'text', { checks: [`CHECK ((kind = ANY (ARRAY['a'::text, 'b'::text])))`] })).toEqual({
      keep: true,
    });
    expect(of('code', 'text')).toContain(`else t."code" end`);
  });

  it('goes by what modules declare: reference data stay, unknown tables are people’s', () => {
    const ruleOf = rulesOf([]);
    expect(ruleOf('public.anything')).toMatchObject({ open: false, shifts: true });
    expect(ruleOf('carenode.migrations').open).toBe(true);
    expect(ruleOf('carenode.later').open).toBe(false);
  });

  it('follows references: what refers to codes stays, what refers to words is masked alike', () => {
    const columns = [
      facts('name', 'text', { table: 'words', unique: true }),
      facts('word', 'text', { refers: ['public.words.name'] }),
      facts('name', 'text', { table: 'codes' }),
      facts('code', 'text', { refers: ['public.codes.name'] }),
    ];
    const maskings = maskingsOf(columns, (table) =>
      table === 'public.codes' ? { ...personal, open: true } : { ...personal, plain: new Set() },
    );
    expect(sqlOf(maskings.get('public.words.name') ?? null)).toContain('mask_unique');
    expect(sqlOf(maskings.get('public.things.word') ?? null)).toContain('mask_unique');
    expect(maskings.get('public.things.code')).toEqual({ keep: true });
  });

  it('reads checks: lists of all values, and how values begin', () => {
    expect(isChoice(`CHECK ((status = ANY (ARRAY['a'::text])))`, 'status')).toBe(true);
    expect(isChoice(`CHECK (((status = ANY (ARRAY['a'::text])) OR (note IS NULL)))`, 'status')).toBe(false);
    expect(isChoice(`CHECK ((status = ANY (ARRAY['a'::text])))`, 'tatus')).toBe(false);
    expect(beginningIn(`CHECK ((hash ~~ '$argon2id$%'::text))`, 'hash')).toBe('$argon2id$');
    expect(beginningIn(`CHECK ((prefix ~ '^cn_[0-9A-Za-z]{6}$'::text))`, 'prefix')).toBe('cn_');
    expect(beginningIn(`CHECK ((prefix ~ '^ab?c'::text))`, 'prefix')).toBe('a');
    expect(beginningIn(`CHECK ((url !~ '^x'::text))`, 'url')).toBe('');
    expect(beginningIn(`CHECK ((kind ~ '^[a-z]+$'::text))`, 'kind')).toBe('');
    expect(beginningIn(`CHECK ((kind ~ 'x'::text))`, 'kind')).toBe('');
  });
});
