import { newId } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Explaining, says, SECRET, startExplaining } from './explaining.js';

describe('the reasons of an explanation', () => {
  let test: Explaining['test'];
  let admin: TestClient;
  let provider: TestClient;
  let stranger: TestClient;
  let patient: TestClient;
  let developer: TestClient;
  let condition: string;
  let measurement: string;
  let note: string;
  let put: Explaining['put'];
  let explain: Explaining['explain'];

  beforeAll(async () => {
    ({ test, admin, provider, stranger, patient, developer, condition, measurement, note, put, explain } =
      await startExplaining());
  });

  afterAll(() => test.close());

  it('tells why a patient reads their own row', async () => {
    const answer = await explain(patient, 'patient_conditions', { row: condition });
    expect(answer).toMatchObject({
      allowed: true,
      about: patient.id,
      module: 'records',
      verdict: `The patient ${patient.id}@example.org may read this row of patient_conditions.`,
    });
    expect(answer.factors).toEqual([
      {
        factor: 'account',
        holds: true,
        says: 'Their account is open, and they are of the user type patient.',
      },
      { factor: 'module', holds: true, says: 'Module records is a required one, always active.' },
      {
        factor: 'grant',
        holds: true,
        says: 'The user type patient may read rows of patient_conditions.',
      },
      { factor: 'scopes', holds: true, says: 'In person, with a session, no scope is needed.' },
      {
        factor: 'policy',
        holds: true,
        says: 'Policy patient_select (their own rows (patient_id)) is true for this row.',
      },
    ]);
  });

  it('tells a stranger’s missing relations one by one', async () => {
    const answer = await explain(stranger, 'patient_conditions', { row: condition });
    expect(answer.allowed).toBe(false);
    expect(answer.verdict).toContain('No policy lets them, as the row and their relations are now.');
    expect(says(answer, 'policy').join()).toMatch(/^no: Policy provider_select .* is false for this row\.$/);
    expect(says(answer, 'care-team')).toEqual(['no: They are not in this person’s care team.']);
    expect(says(answer, 'consent')).toEqual(['no: This person has not consented to care.']);
    expect(says(answer, 'trial')).toEqual(['no: They work on no trial in which this person takes part.']);
    expect(says(answer, 'break-glass')).toEqual(['no: They have not opened this record by break-glass.']);
    expect(says(answer, 'delegation')).toEqual(['no: Nobody let them act for this person.']);
    expect((await stranger.get(`/api/v1/patients/${patient.id}/conditions/${condition}`)).status).toBe(404);
  });

  it('follows a care team membership and consent through their lives', async () => {
    const careTeam = async () => {
      const answer = await explain(provider, 'patient_conditions', { row: condition });
      return [answer.allowed, ...says(answer, 'care-team'), ...says(answer, 'consent')];
    };
    await put(
      `insert into care_team_members (patient_id, provider_id, status, awaiting) values ($1, $2, 'invited', 'provider')`,
      [patient.id, provider.id],
    );
    expect(await careTeam()).toEqual([
      false,
      'no: They are invited into this person’s care team; the answer of the provider is missing.',
      'no: This person has not consented to care.',
    ]);
    await put(
      `update care_team_members set status = 'active', awaiting = null, starts_at = '2026-01-02T03:04:00Z' where provider_id = $1`,
      [provider.id],
    );
    expect(await careTeam()).toEqual([
      false,
      'yes: They are in this person’s care team since 2026-01-02 03:04 UTC.',
      'no: This person has not consented to care.',
    ]);
    await put(
      `insert into patient_consents (patient_id, purpose, text_version, given_at) values ($1, 'care', 1, '2026-01-03T00:00:00Z')`,
      [patient.id],
    );
    expect(await careTeam()).toEqual([
      true,
      'yes: They are in this person’s care team since 2026-01-02 03:04 UTC.',
      'yes: This person consents to care since 2026-01-03 00:00 UTC (text version 1).',
    ]);
    await put(
      `update patient_consents set withdrawn_at = '2026-02-01T00:00:00Z' where patient_id = $1 and purpose = 'care'`,
      [patient.id],
    );
    expect(await careTeam()).toEqual([
      false,
      expect.stringContaining('yes: They are in'),
      'no: This person withdrew consent to care on 2026-02-01 00:00 UTC (text version 1).',
    ]);
    await put(`update patient_consents set withdrawn_at = null where patient_id = $1`, [patient.id]);
    await put(`update care_team_members set ends_at = '2026-03-01T00:00:00Z' where provider_id = $1`, [
      provider.id,
    ]);
    expect((await careTeam())[1]).toBe(
      'no: Their place in this person’s care team has ended, on 2026-03-01 00:00 UTC.',
    );
    await put(
      `update care_team_members set ends_at = null, starts_at = '2150-01-01T00:00:00Z' where provider_id = $1`,
      [provider.id],
    );
    expect((await careTeam())[1]).toBe(
      'no: Their place in this person’s care team begins on 2150-01-01 00:00 UTC.',
    );
    await put(`update care_team_members set status = 'declined' where provider_id = $1`, [provider.id]);
    expect((await careTeam())[1]).toBe('no: The invitation into this person’s care team was declined.');
    await put(
      `update care_team_members set status = 'active', starts_at = '2026-01-02' where provider_id = $1`,
      [provider.id],
    );
  });

  it('tells which trial opens what, and what its protocol does not ask for', async () => {
    const worker = await test.signedIn('provider');
    const [trial] = [newId()];
    await put(`insert into trials (id, title, status) values ($1, 'T', 'active')`, [trial]);
    await put(`insert into trial_team_members (trial_id, provider_id, status) values ($1, $2, 'active')`, [
      trial,
      worker.id,
    ]);
    await put(`insert into trial_enrollments (trial_id, patient_id, status) values ($1, $2, 'enrolled')`, [
      trial,
      patient.id,
    ]);
    await put(`insert into trial_data_needs (trial_id, table_name) values ($1, 'measurements')`, [trial]);
    const withoutConsent = await explain(worker, 'measurements', { row: measurement });
    expect(withoutConsent.allowed).toBe(false);
    expect(says(withoutConsent, 'consent')).toContain('no: This person has not consented to research.');
    await put(`insert into patient_consents (patient_id, purpose, text_version) values ($1, 'research', 1)`, [
      patient.id,
    ]);
    const open = await explain(worker, 'measurements', { row: measurement });
    expect(open.allowed).toBe(true);
    expect(says(open, 'trial')).toEqual([
      `yes: Trial ${trial}: their place in the team is active, the trial is active, this person is enrolled, the protocol asks for measurements.`,
    ]);
    const closed = await explain(worker, 'patient_conditions', { row: condition });
    expect(closed.allowed).toBe(false);
    expect(says(closed, 'trial').join()).toMatch(
      /^no: .* the protocol does not ask for patient_conditions\.$/,
    );
  });

  it('tells of break-glass: open, over, and suspended', async () => {
    const [opener] = [await test.signedIn('admin')];
    const row = { row: condition };
    expect((await explain(opener, 'patient_conditions', row)).allowed).toBe(false);
    const grant = newId();
    await put(
      `insert into break_glass_grants (id, patient_id, profile_id, user_type, reason, expires_at)
       values ($1, $2, $3, 'admin', 'A test of emergencies', now() + interval '10 minutes')`,
      [grant, patient.id, opener.id],
    );
    const open = await explain(opener, 'patient_conditions', row);
    expect(open.allowed).toBe(true);
    expect(says(open, 'break-glass').join()).toMatch(
      /^yes: They have this record open by break-glass until 20/,
    );
    const byToken = await explain(opener, 'patient_conditions', { ...row, scopes: ['user/*.rs'] });
    expect({ byToken: byToken.allowed }).toEqual({ byToken: false });
    await put(
      `update break_glass_grants set granted_at = now() - interval '2 hours', expires_at = now() - interval '1 hour', review_due_at = now() + interval '70 hours' where id = $1`,
      [grant],
    );
    const over = await explain(opener, 'patient_conditions', row);
    expect(over.allowed).toBe(false);
    expect(says(over, 'break-glass').join()).toMatch(/^no: They had this record open by break-glass until/);
    await put(
      `update break_glass_grants set granted_at = now() - interval '73 hours', expires_at = now() - interval '72.5 hours', review_due_at = now() - interval '1 hour' where id = $1`,
      [grant],
    );
    expect(says(await explain(opener, 'patient_conditions', row), 'break-glass').join()).toContain(
      'no: Their right to break glass is suspended',
    );
  });

  it('tells of a delegation, which gives nothing to the guardian’s own session', async () => {
    const guardian = await test.signedIn('patient');
    await put(
      `insert into delegations (guardian_id, patient_id, relation, status, starts_at, accepted_at, proposed_by)
       values ($1, $2, 'parent', 'active', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', $3)`,
      [guardian.id, patient.id, admin.id],
    );
    const answer = await explain(guardian, 'patient_conditions', { row: condition });
    expect(answer.allowed).toBe(false);
    expect(says(answer, 'delegation')).toEqual([
      'yes: They act for this person as parent since 2026-01-01 00:00 UTC: when they do, they have this person’s own rights.',
    ]);
    await put(`update delegations set status = 'ended', ends_at = now() where guardian_id = $1`, [
      guardian.id,
    ]);
    const ended = await explain(guardian, 'patient_conditions', { row: condition });
    expect(says(ended, 'delegation')).toEqual(['no: Their delegation for this person as parent is ended.']);
  });

  it('tells of a user type without the right, and of columns', async () => {
    const none = await explain(developer, 'patient_conditions', { row: condition });
    expect(none.allowed).toBe(false);
    expect(none.verdict).toContain('The user type developer may not read any row of patient_conditions.');
    expect(says(none, 'policy')).toEqual([
      'no: No policy lets the user type developer read rows of patient_conditions.',
    ]);
    const columns = await explain(patient, 'profiles', { row: patient.id, verb: 'update' });
    expect(columns.allowed).toBe(true);
    expect(says(columns, 'grant').join()).toMatch(/only these columns: first_name, last_name/);
  });

  it('tells of a token’s scopes', async () => {
    const row = { row: condition };
    const narrow = await explain(patient, 'patient_conditions', { ...row, scopes: ['user/measurements.rs'] });
    expect(narrow.allowed).toBe(false);
    expect(narrow.verdict).toContain(
      'The scopes of the token do not cover patient_conditions.r or patient_conditions.s',
    );
    expect(says(narrow, 'policy').join()).toContain('is true for this row');
    const wide = await explain(patient, 'patient_conditions', {
      ...row,
      scopes: ['user/patient_conditions.r'],
    });
    expect(wide.allowed).toBe(true);
    const refused = await admin.post('/api/v1/access/explain', {
      user: patient.id,
      table: 'patient_conditions',
      scopes: ['user/nothing.r'],
    });
    expect(refused.status).toBe(400);
  });

  it('tells of a module: off, not begun, over, for others, not its requirement', async () => {
    const state = async (table = 'echo_notes') => {
      const answer = await explain(patient, table, table === 'echo_notes' ? { row: note } : {});
      return [answer.allowed, ...says(answer, 'module')];
    };
    const activate = (set: string) =>
      test.database.admin.query(`update instance_module_activations set ${set} where module_name = 'echo'`);
    expect(await state()).toEqual([true, 'yes: Module echo is active for them.']);
    const cases: [string, string][] = [
      ['is_active = false', 'it is switched off'],
      [`is_active = true, activation_date = '2150-01-01Z'`, 'it begins on 2150-01-01 00:00 UTC'],
      [`activation_date = null, expiration_date = '2026-01-01Z'`, 'it ended on 2026-01-01 00:00 UTC'],
      [
        `expiration_date = null, settings = '{"audience": {"profiles": ["${admin.id}"]}}'`,
        'it is on for others ({"profiles":"1 named"}), or a module that it requires is not active',
      ],
    ];
    for (const [set, why] of cases) {
      await activate(set);
      expect(await state()).toEqual([false, `no: Module echo is not active for them: ${why}.`]);
    }
    await activate('settings = null');
    expect((await state())[0]).toBe(true);
    await test.database.admin.query(`delete from instance_module_activations where module_name = 'echo'`);
    expect((await state())[1]).toContain('it was never switched on');
    await test.database.admin.query(
      `insert into instance_module_activations (module_name, is_active) values ('echo', true)`,
    );
    const { rows } = await test.database.admin.query<{ row: object }>(
      `delete from carenode.migrations where module = 'echo' returning to_jsonb(migrations.*) as row`,
    );
    expect((await state())[1]).toContain('no: Module echo is not installed');
    await test.database.admin.query(
      `insert into carenode.migrations overriding system value
         select r.* from jsonb_populate_record(null::carenode.migrations, $1) r`,
      [rows[0]?.row],
    );
    expect((await state())[0]).toBe(true);
  });

  it('tells that a closed account does nothing, whatever the policies say', async () => {
    const gone = await test.signedIn('patient');
    const row = newId();
    await put('insert into patient_conditions (id, patient_id, name) values ($1, $2, $3)', [
      row,
      gone.id,
      SECRET,
    ]);
    await put('update profiles set deleted_at = $2 where id = $1', [gone.id, '2026-04-05T06:07:00Z']);
    const answer = await explain(gone, 'patient_conditions', { row });
    expect(answer.allowed).toBe(false);
    expect(answer.verdict).toContain(
      'Their account was closed on 2026-04-05 06:07 UTC; nobody signs in with it.',
    );
  });

  it('tells of a row that somebody would add, and of the rules a table has besides', async () => {
    expect((await explain(patient, 'patient_conditions', { verb: 'insert', row: condition })).allowed).toBe(
      true,
    );
    const forged = await explain(stranger, 'patient_conditions', { verb: 'insert', row: condition });
    expect(forged.allowed).toBe(false);
    expect(says(forged, 'policy').join()).toMatch(
      /no: Policy provider_insert .* is false as a row to be written/,
    );
    const whole = await explain(patient, 'patient_conditions', { verb: 'insert' });
    expect(whole.verdict).toContain('may add rows of patient_conditions, as far as the conditions below go.');
    expect(says(whole, 'policy')).toEqual([
      'yes: For patient the condition is: their own rows (patient_id).',
    ]);
  });
});
