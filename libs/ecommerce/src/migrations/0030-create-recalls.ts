import { describeColumns, describeTable, touchOnUpdate, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const TABLES: readonly string[] = [
  `create table recalls (
     id uuid primary key default uuid_generate_v4(),
     source text not null,
     recall_number text not null,
     event_id text,
     classification text,
     status text,
     product_type text,
     product_description text not null,
     product_quantity text,
     code_info text,
     reason text,
     recalling_firm text,
     manufacturers text[] not null default '{}',
     distribution text,
     initiated_on date,
     classified_on date,
     reported_on date,
     terminated_on date,
     ndcs text[] not null default '{}',
     gtins text[] not null default '{}',
     brand_names text[] not null default '{}',
     generic_names text[] not null default '{}',
     coverage text not null,
     ndc_keys text[] not null default '{}',
     firm_keys text[] not null default '{}',
     name_words text[] not null default '{}',
     product_keys text[] not null default '{}',
     content_sha256 text not null,
     text_sha256 text not null,
     imported_at timestamptz not null default now(),
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     version integer not null default 1,
     constraint recalls_number unique (source, recall_number),
     constraint recalls_source_form check (source ~ '^[a-z][a-z0-9-]{0,49}$'),
     constraint recalls_number_length check (char_length(recall_number) between 1 and 50),
     constraint recalls_classification_choice check (classification in ('Class I', 'Class II', 'Class III')),
     constraint recalls_status_choice check (status in ('Ongoing', 'Completed', 'Terminated', 'Pending')),
     constraint recalls_coverage_choice check (coverage in ('listed', 'all', 'unknown')),
     constraint recalls_texts_length check (
       char_length(event_id) <= 100 and char_length(product_type) <= 200 and char_length(product_description) <= 20000
       and char_length(product_quantity) <= 20000 and char_length(code_info) <= 400001 and char_length(reason) <= 20000
       and char_length(recalling_firm) <= 2000 and char_length(distribution) <= 20000),
     constraint recalls_lists_count check (
       cardinality(manufacturers) <= 1000 and cardinality(ndcs) <= 1000 and cardinality(gtins) <= 1000
       and cardinality(brand_names) <= 1000 and cardinality(generic_names) <= 1000)
   )`,
  `create table recall_lots (
     recall_id uuid not null references recalls (id) on delete cascade,
     lot_key text not null,
     lot_key_to text,
     lot_code text not null,
     expires_on date,
     expires_in_month boolean not null default false,
     confidence numeric not null,
     found text not null,
     primary key (recall_id, lot_key),
     constraint recall_lots_key_form check (lot_key ~ '^[A-Z0-9]{1,64}$' and lot_key_to ~ '^[A-Z0-9]{1,64}$'),
     constraint recall_lots_range check (char_length(lot_key_to) = char_length(lot_key)),
     constraint recall_lots_code_length check (char_length(lot_code) between 1 and 200),
     constraint recall_lots_confidence_range check (confidence > 0 and confidence < 1),
     constraint recall_lots_found_choice
       check (found in ('labelled', 'afterWords', 'pedigree', 'expiring', 'bare', 'mixed', 'number'))
   )`,
  `create table recall_matches (
     id uuid primary key default uuid_generate_v4(),
     recall_id uuid not null references recalls (id),
     lot_id uuid not null references lots (id),
     confidence numeric not null,
     evidence jsonb not null,
     status text not null default 'possible',
     text_sha256 text not null,
     decided_by uuid references profiles (id) on delete set null,
     decided_at timestamptz,
     decision_note text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     version integer not null default 1,
     constraint recall_matches_pair unique (recall_id, lot_id),
     constraint recall_matches_status_choice check (status in ('possible', 'confirmed', 'rejected')),
     constraint recall_matches_confidence_range check (confidence > 0 and confidence <= 1),
     constraint recall_matches_decided check ((status = 'possible') = (decided_at is null)),
     constraint recall_matches_note_length check (char_length(decision_note) between 1 and 2000),
     constraint recall_matches_evidence_is_a_list check (jsonb_typeof(evidence) = 'array')
   )`,
  `create table recall_notices (
     id uuid primary key default uuid_generate_v4(),
     match_id uuid not null references recall_matches (id),
     recall_id uuid not null references recalls (id),
     lot_id uuid not null references lots (id),
     lot_code text not null,
     product_name text not null,
     patient_id uuid not null references profiles (id) on delete cascade,
     order_item_id uuid not null references order_items (id),
     quantity integer not null,
     notified_at timestamptz,
     acknowledged_at timestamptz,
     response text,
     note text,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     version integer not null default 1,
     constraint recall_notices_once unique (recall_id, order_item_id, lot_id),
     constraint recall_notices_quantity_range check (quantity between 1 and 1000000),
     constraint recall_notices_response_choice
       check (response in ('stopped', 'returned', 'used-up', 'never-used', 'other')),
     constraint recall_notices_answered check ((acknowledged_at is null) = (response is null)),
     constraint recall_notices_note_length check (char_length(note) between 1 and 2000)
   )`,
];

const INDEXES: readonly (readonly [name: string, on: string, meaning?: string])[] = [
  ['recalls_newest', 'recalls (imported_at desc, id desc)', 'Recalls, those imported last first'],
  [
    'recalls_by_classification',
    'recalls (classification, imported_at desc, id desc)',
    'Recalls of a class, those imported last first',
  ],
  [
    'recalls_by_status',
    'recalls (status, imported_at desc, id desc)',
    'Recalls of a status, those imported last first',
  ],
  [
    'recalls_whole_products',
    `recalls using gin (product_keys) where coverage <> 'listed'`,
    'Recalls of all lots of a product, and those that tell no lot, by the codes and makers of the product',
  ],
  [
    'recall_lots_key',
    'recall_lots (lot_key)',
    'Recalls that tell the code of a lot: a lot that comes in is looked for by it',
  ],
  [
    'recall_lots_ranges',
    'recall_lots (lot_key, lot_key_to) where lot_key_to is not null',
    'Recalls that tell the code of a lot within a range',
  ],
  ['recall_matches_newest', 'recall_matches (created_at desc, id desc)', 'Matches, the newest first'],
  [
    'recall_matches_by_status',
    'recall_matches (status, created_at desc, id desc)',
    'Matches of a status, the newest first: those that wait for a decision',
  ],
  ['recall_matches_of_lot', 'recall_matches (lot_id)', 'The recalls that a lot may be meant by'],
  ['recall_matches_decided_by', 'recall_matches (decided_by)'],
  [
    'recall_notices_of_patient',
    'recall_notices (patient_id, created_at desc, id desc)',
    'What a patient was told of recalls, the newest first',
  ],
  ['recall_notices_of_match', 'recall_notices (match_id)', 'Who was told of a match'],
  ['recall_notices_lot', 'recall_notices (lot_id)'],
  ['recall_notices_item', 'recall_notices (order_item_id)'],
];

const LISTED = {
  expires_on: 'The expiry date that is told for it; of a month, its last day',
  confidence: 'How sure it is that the code is a lot: a number from 0 to 1',
};

export class CreateRecalls implements Migration {
  readonly id = '0030-create-recalls';
  readonly why = 'Recalls of makers are compared with the lots of the shop, and buyers are told.';

  async up(sql: SqlRunner): Promise<void> {
    for (const text of TABLES) await sql.query(text);
    for (const [name, on, meaning] of INDEXES) {
      await sql.query(`create index ${name} on ${on}`);
      if (meaning) await sql.query(`comment on index ${name} is '${meaning}'`);
    }
    await sql.query('alter table lot_holds add column recall_match_id uuid');
    await sql.query(
      `alter table lot_holds add constraint lot_holds_recall_match_id_fkey
         foreign key (recall_match_id) references recall_matches (id) not valid`,
    );
    await describeColumns(sql, 'lot_holds', {
      recall_match_id: 'The match with a recall that it is for; null for holds of people',
    });
    await this.describe(sql);
    for (const table of ['recalls', 'recall_matches', 'recall_notices']) await touchOnUpdate(sql, table);
  }

  private async describe(sql: SqlRunner): Promise<void> {
    await describeTable(sql, 'recalls', 'Recalls of medicines and devices, as authorities publish them', {
      id: 'Id',
      source: 'Whose numbers they are: fda',
      recall_number: 'The number that the authority calls it by',
      event_id: 'The authority’s number of the event, which may have several recalls',
      classification:
        'Class I: may do serious harm; Class II: may do passing harm; Class III: is unlikely to do any',
      status: 'Ongoing, Completed, Terminated or Pending, as the authority says',
      product_type: 'Drugs, Devices and so on',
      product_description: 'Which product, in words',
      product_quantity: 'How much of it, in words',
      code_info: 'Which lots, in words',
      reason: 'Why, in words',
      recalling_firm: 'Who recalls it',
      manufacturers: 'Who makes it',
      distribution: 'Where it was sold, in words',
      initiated_on: 'The day it began',
      classified_on: 'The day it was classified',
      reported_on: 'The day it was published',
      terminated_on: 'The day it ended; null while it goes on',
      ndcs: 'National Drug Codes of products and packages, with their dashes',
      gtins: 'Global Trade Item Numbers, of 14 digits',
      brand_names: 'Brand names of the product',
      generic_names: 'Generic names of the product',
      coverage: 'listed: the lots that are told; all: every lot; unknown: no lot can be read in it',
      ndc_keys: 'Labeler and product of its National Drug Codes, of 9 digits each',
      firm_keys: 'The first telling word of each firm',
      name_words: 'The telling words of description and names',
      product_keys: 'What products are found by when no lot is told: codes, and words beside makers',
      content_sha256: 'SHA-256 of all that was told, so that importing it again changes nothing',
      text_sha256:
        'SHA-256 of the description and the lots: a match that was rejected stays so while they stay',
      imported_at: 'When it was first imported',
      created_at: 'When the row was made',
      updated_at: 'When an import last changed it',
      version: 'Counts the changes; the ETag',
    });
    await describeTable(sql, 'recall_lots', 'The lots that were read in the words of a recall', {
      recall_id: 'The recall',
      lot_key: 'Letters and digits of the code, in capitals; of a range, those of its first',
      lot_key_to: 'Letters and digits of the last code of a range; null for a single lot',
      lot_code: 'The code as it is printed',
      ...LISTED,
      expires_in_month: 'Whether only the month of the expiry date is told',
      found: 'How it was found: after a label, before an expiry date, alone, or in a sentence',
    });
    await describeTable(sql, 'recall_matches', 'Lots of the shop that a recall may mean', {
      id: 'Id',
      recall_id: 'The recall',
      lot_id: 'The lot',
      confidence: 'How sure it is that the recall means the lot: a number from 0 to 1',
      evidence: 'What speaks for it and against it, each with its weight',
      status: 'possible: nobody decided yet, and the lot is held; confirmed; rejected',
      text_sha256: 'The recall’s text_sha256 when it was matched',
      decided_by: 'Who decided; null when they are gone',
      decided_at: 'When',
      decision_note: 'Why',
      created_at: 'When it was found',
      updated_at: 'When the row was last changed',
      version: 'Counts the changes; the ETag',
    });
    await describeTable(sql, 'recall_notices', 'Who bought units of a recalled lot, was told, and answered', {
      id: 'Id',
      match_id: 'The confirmed match',
      recall_id: 'The recall',
      lot_id: 'The lot',
      lot_code: 'The code of the lot, as it stands on the package',
      product_name: 'What the product was called when it was ordered',
      patient_id: 'Who bought',
      order_item_id: 'The line of their order',
      quantity: 'How many units of the lot',
      notified_at: 'When they were told; null for people who were erased before',
      acknowledged_at: 'When they answered; null: not yet',
      response:
        'stopped: takes it no more; returned: sent it back; used-up: nothing is left; never-used; other: see the note',
      note: 'What they wrote',
      created_at: 'When the row was made',
      updated_at: 'When the row was last changed',
      version: 'Counts the changes; the ETag',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table lot_holds drop column recall_match_id');
    for (const table of ['recall_notices', 'recall_matches', 'recall_lots', 'recalls'])
      await sql.query(`drop table ${table}`);
  }
}

export const CheckRecallHolds = validateConstraints(
  '0032-check-recall-holds',
  'Every match that a hold is for is there.',
  'lot_holds',
  ['lot_holds_recall_match_id_fkey'],
);
