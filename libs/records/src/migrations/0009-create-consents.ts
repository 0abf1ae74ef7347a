import { describeTable, grantTo } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { CONSENT_TEXTS } from './consent-texts.seed.js';

/** The rows of the care team's question as 0007 made it, and what consent adds to it. */
const patientsInCare = (alsoDemanded: string) => `
      create or replace function carenode.patients_in_care() returns setof uuid
      language sql stable security definer set search_path = '' rows 50 as $$
        select m.patient_id from public.care_team_members m
         where m.provider_id = carenode.subject() and carenode.user_type() = 'provider'
           and m.status = 'active' and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())${alsoDemanded}
      $$`;

const ASKS_FOR_CONSENT = `
           and exists (select from public.patient_consents c
                        where c.patient_id = m.patient_id and c.purpose = 'care' and c.withdrawn_at is null)`;

/** Whoever gives or withdraws one patient's consents does so one after the other. */
const ONE_AT_A_TIME = (patient: string) =>
  `perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('consents of ' || ${patient}, 0));`;

export class CreateConsents implements Migration {
  readonly id = '0009-create-consents';
  readonly why =
    'People agree to each purpose by itself, to a text that can be shown, and withdraw whenever they like.';

  async up(sql: SqlRunner): Promise<void> {
    await this.createTexts(sql);
    await this.createConsents(sql);
    await this.createActs(sql);
    await this.createQuestion(sql);
    await this.noteCareConsents(sql);
    await sql.query(patientsInCare(ASKS_FOR_CONSENT));
    await sql.query(
      `comment on function carenode.patients_in_care() is 'Patients in whose active care team the calling provider is, now, and who consent to care, now.'`,
    );
  }

  private async createTexts(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table consent_texts (
        id uuid primary key default uuid_generate_v4(),
        purpose text not null,
        version integer not null,
        language text not null default 'en',
        title text not null,
        body text not null,
        published_at timestamptz not null default now(),
        created_by uuid default carenode.person() references profiles (id),
        constraint consent_texts_once unique (purpose, version, language),
        constraint consent_texts_purpose check (purpose in ('care', 'research', 'ai-assistance', 'marketing')),
        constraint consent_texts_version_range check (version between 1 and 1000000),
        constraint consent_texts_language check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' and length(language) <= 35),
        constraint consent_texts_title_length check (length(title) between 1 and 300),
        constraint consent_texts_body_length check (length(body) between 1 and 100000)
      )`);
    await sql.query('create index consent_texts_published on consent_texts (published_at desc, id desc)');
    await sql.query('create index consent_texts_created_by on consent_texts (created_by)');
    await describeTable(sql, 'consent_texts', 'What people are asked to agree to; a text never changes', {
      purpose: 'What it is agreed to',
      version: 'Counts the texts of a purpose; the highest is in force, in as many languages as there are',
      language: 'BCP 47 tag of the language',
      title: 'Title',
      body: 'The text, in Markdown',
      published_at: 'When it was published',
      created_by: 'The admin who published it; null for those the system began with',
    });
    await sql.query(`
      create function carenode.number_consent_text() returns trigger language plpgsql security definer set search_path = '' as $$
      declare
        newest integer := coalesce((select max(t.version) from public.consent_texts t where t.purpose = new.purpose), 0);
      begin
        new.version := coalesce(new.version, newest + 1);
        if new.version not in (newest, newest + 1) then
          raise 'The next text of % is version %; another language of the text in force is version %.',
            new.purpose, newest + 1, newest using errcode = 'CN422', hint = 'version_gap';
        end if;
        return new;
      end $$`);
    await sql.query(`
      create function carenode.keep_consent_texts() returns trigger language plpgsql set search_path = '' as $$
      begin
        raise 'A published text never changes; publish the next version.' using errcode = 'CN409', hint = 'text_published';
      end $$`);
    await commentOnTriggers(sql, {
      number_consent_text: 'A new text is the next of its purpose, or the one in force in another language.',
      keep_consent_texts:
        'Texts that people agreed to neither change nor go, not even for the owner of the table.',
    });
    await sql.query(
      'create trigger number before insert on consent_texts for each row execute function carenode.number_consent_text()',
    );
    await sql.query(
      'create trigger keep before update or delete on consent_texts for each row execute function carenode.keep_consent_texts()',
    );
    await sql.query(
      'create trigger keep_all before truncate on consent_texts for each statement execute function carenode.keep_consent_texts()',
    );
    for (const [purpose, { title, body }] of Object.entries(CONSENT_TEXTS)) {
      const text = (words: string) => `'${words.replaceAll("'", "''")}'`;
      await sql.query(
        `insert into consent_texts (purpose, version, title, body, created_by) values ('${purpose}', 1, ${text(title)}, ${text(body)}, null)`,
      );
    }
  }

  private async createConsents(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_consents (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id),
        purpose text not null,
        text_version integer not null,
        text_language text not null default 'en',
        method text not null default 'in-person-app',
        given_at timestamptz not null default now(),
        given_by uuid default carenode.person() references profiles (id),
        withdrawn_at timestamptz,
        withdrawn_by uuid references profiles (id),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint patient_consents_text_fkey foreign key (purpose, text_version, text_language)
          references consent_texts (purpose, version, language),
        constraint patient_consents_method check (method in ('in-person-app', 'care-team', 'paper')),
        constraint patient_consents_withdrawn_after_given check (withdrawn_at >= given_at),
        constraint patient_consents_withdrawn_by_somebody check (withdrawn_by is null or withdrawn_at is not null)
      )`);
    // Asked once by every statement of a provider: one probe of this index per patient in care.
    await sql.query(
      'create unique index patient_consents_one_in_force on patient_consents (patient_id, purpose) where withdrawn_at is null',
    );
    await sql.query(
      'create index patient_consents_patient on patient_consents (patient_id, given_at desc, id desc)',
    );
    await sql.query(
      'create index patient_consents_text on patient_consents (purpose, text_version, text_language)',
    );
    await sql.query('create index patient_consents_given_by on patient_consents (given_by)');
    await sql.query('create index patient_consents_withdrawn_by on patient_consents (withdrawn_by)');
    await describeTable(sql, 'patient_consents', 'Who agreed to what, when, and until when', {
      patient_id: 'Who agreed',
      purpose: 'What for',
      text_version: 'Version of the text that was agreed to',
      text_language: 'Language in which it was agreed to',
      method: 'in-person-app; care-team: by taking a provider into the care team; paper',
      given_at: 'Since when it holds',
      given_by: 'Who said so: the patient, or a guardian who acts for the patient; null for background work',
      withdrawn_at:
        'Until when it held: withdrawn, or followed by consent to a newer text; null while it holds',
      withdrawn_by: 'Who withdrew it',
    });
    await sql.query(`
      create function carenode.keep_consents() returns trigger language plpgsql set search_path = '' as $$
      declare
        may text[] := array['withdrawn_at', 'withdrawn_by', 'updated_at', 'version'];
      begin
        if tg_op = 'UPDATE' then
          if (pg_catalog.to_jsonb(new) - may) = (pg_catalog.to_jsonb(old) - may)
            and (old.withdrawn_at is null and new.withdrawn_at is not null
              or (old.withdrawn_at, old.withdrawn_by) is not distinct from (new.withdrawn_at, new.withdrawn_by))
          then
            return new;
          end if;
        end if;
        raise 'A consent is withdrawn once; nothing else about it changes.' using errcode = 'CN409', hint = 'consent_kept';
      end $$`);
    await commentOnTriggers(sql, {
      keep_consents:
        'A consent is kept as it was given, and withdrawn at most once; not even the owner of the table changes it.',
    });
    await sql.query(
      'create trigger guard before update or delete on patient_consents for each row execute function carenode.keep_consents()',
    );
    await sql.query(
      'create trigger guard_all before truncate on patient_consents for each statement execute function carenode.keep_consents()',
    );
    await sql.query(
      'create trigger touch before update on patient_consents for each row execute function carenode.touch_row()',
    );
  }

  /** Nobody holds a right to write consents: these functions are the only way, and they ask who calls. */
  private async createActs(sql: SqlRunner): Promise<void> {
    const refuseOthers = `
        if patient is null or carenode.user_type() is distinct from 'patient' or carenode.subject() is distinct from patient then
          raise 'There is no such patient.' using errcode = 'CN404', hint = 'not_found';
        end if;`;
    await sql.query(`
      create function carenode.agrees_in_person() returns boolean language sql stable parallel safe
        return current_setting('carenode.scopes', true) = '*'
          and split_part(current_setting('carenode.actor', true), ':', 1) in ('session', 'cli', 'delegate')`);
    await sql.query(`
      create function carenode.give_consent(patient uuid, purpose text, version integer, language text default 'en') returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        in_force public.patient_consents;
        made uuid;
      begin
        ${refuseOthers}
        if carenode.agrees_in_person() is not true then
          raise 'This is done in person, with a session; API keys and apps may not do it.' using errcode = 'CN403', hint = 'session_needed';
        end if;
        if not exists (select from public.consent_texts t where t.purpose = give_consent.purpose
                          and t.version = give_consent.version and t.language = give_consent.language) then
          raise 'There is no such text to agree to.' using errcode = 'CN422', hint = 'unknown_consent_text';
        end if;
        if give_consent.version < (select max(t.version) from public.consent_texts t where t.purpose = give_consent.purpose) then
          raise 'There is a newer text; read and agree to that one.' using errcode = 'CN409', hint = 'newer_consent_text';
        end if;
        ${ONE_AT_A_TIME('patient')}
        select * into in_force from public.patient_consents c
         where c.patient_id = patient and c.purpose = give_consent.purpose and c.withdrawn_at is null;
        if in_force.text_version = give_consent.version then return in_force.id; end if;
        update public.patient_consents c set withdrawn_at = greatest(c.given_at, now()), withdrawn_by = carenode.person()
         where c.id = in_force.id;
        insert into public.patient_consents (patient_id, purpose, text_version, text_language)
        values (patient, give_consent.purpose, give_consent.version, give_consent.language) returning id into made;
        return made;
      end $$`);
    await sql.query(`
      create function carenode.withdraw_consent(patient uuid, purpose text) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        withdrawn uuid;
      begin
        ${refuseOthers}
        if carenode.scope_allows('patient_consents', 'u') is not true then
          raise 'This is not allowed.' using errcode = 'CN403', hint = 'not_allowed';
        end if;
        ${ONE_AT_A_TIME('patient')}
        update public.patient_consents c set withdrawn_at = greatest(c.given_at, now()), withdrawn_by = carenode.person()
         where c.patient_id = patient and c.purpose = withdraw_consent.purpose and c.withdrawn_at is null
        returning c.id into withdrawn;
        if withdrawn is null then
          raise 'There is no such consent in force.' using errcode = 'CN409', hint = 'no_consent';
        end if;
        return withdrawn;
      end $$`);
    const functions = {
      'agrees_in_person()': 'Is it the person (or a guardian) who acts, and not an API key or an app?',
      'give_consent(uuid, text, integer, text)':
        'The calling patient, or a guardian for them, agrees to the text in force; a consent to an older text ends. Returns the consent.',
      'withdraw_consent(uuid, text)':
        'The calling patient, or a guardian for them, withdraws; what rests on it is closed from the next statement on.',
    } as const;
    for (const [signature, meaning] of Object.entries(functions)) {
      await grantTo(sql, signature, meaning, signature.startsWith('agrees') ? [] : ['patient']);
    }
  }

  private async createQuestion(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.has_consent(patient uuid, purpose text) returns boolean
      language sql stable security definer set search_path = '' as $$
        select exists (select from public.patient_consents c
                        where c.patient_id = patient and c.purpose = has_consent.purpose and c.withdrawn_at is null)
           and case carenode.user_type()
                 when 'patient' then patient = carenode.subject()
                 when 'provider' then patient in (select carenode.patients_in_care())
                 else true end
      $$`);
    await grantTo(
      sql,
      'has_consent(uuid, text)',
      'Does the patient consent to this purpose, now? Told to the patient, to providers in care, and to background work.',
      ['patient', 'provider', 'system'],
    );
  }

  /** Taking a provider into one's care team is agreeing to care, as the text says. */
  private async noteCareConsents(sql: SqlRunner): Promise<void> {
    const inForce = `
          select 'care', t.version, t.language, 'care-team' from public.consent_texts t
           where t.purpose = 'care' order by t.version desc, t.language = 'en' desc, t.language limit 1`;
    await sql.query(`
      create function carenode.note_care_consent() returns trigger language plpgsql security definer set search_path = '' as $$
      declare
        becomes_active boolean := new.status = 'active' and (tg_op = 'INSERT' or old.status <> 'active');
        by_patient boolean := carenode.user_type() = 'patient' and carenode.subject() = new.patient_id
          and carenode.agrees_in_person() and (tg_op = 'INSERT' or becomes_active);
      begin
        if by_patient is not true and not becomes_active then return null; end if;
        ${ONE_AT_A_TIME('new.patient_id')}
        if exists (select from public.patient_consents c where c.patient_id = new.patient_id and c.purpose = 'care'
                     and (c.withdrawn_at is null or by_patient is not true)) then
          return null;
        end if;
        insert into public.patient_consents (patient_id, given_by, purpose, text_version, text_language, method)
        select new.patient_id,
               case when by_patient then carenode.person() when new.invited_by = new.patient_id then new.patient_id end,
               t.* from (${inForce}) t;
        return null;
      end $$`);
    await commentOnTriggers(sql, {
      note_care_consent:
        'A patient who invites a provider or accepts one agrees to care, again if need be; what others do agrees for a patient only who never was asked.',
    });
    await sql.query(
      'create trigger note_care_consent after insert or update of status on care_team_members for each row execute function carenode.note_care_consent()',
    );
    await sql.query(`
      insert into patient_consents (patient_id, given_by, purpose, text_version, text_language, method)
      select m.patient_id, null, t.* from (select distinct patient_id from care_team_members where status = 'active') m, (${inForce}) t`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(patientsInCare(''));
    await sql.query(
      `comment on function carenode.patients_in_care() is 'Patients in whose active care team the calling provider is, now.'`,
    );
    await sql.query('drop trigger note_care_consent on care_team_members');
    await sql.query('drop table patient_consents');
    await sql.query('drop table consent_texts');
    for (const signature of [
      'note_care_consent()',
      'has_consent(uuid, text)',
      'withdraw_consent(uuid, text)',
      'give_consent(uuid, text, integer, text)',
      'agrees_in_person()',
      'keep_consents()',
      'keep_consent_texts()',
      'number_consent_text()',
    ]) {
      await sql.query(`drop function carenode.${signature}`);
    }
  }
}

async function commentOnTriggers(sql: SqlRunner, functions: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, meaning] of Object.entries(functions)) await grantTo(sql, `${name}()`, meaning, []);
}
