import { Database, type JsonText, refuseUnseenOwner, RowStore, statement } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type {
  ConsentInput,
  ConsentQuery,
  ConsentTextInput,
  ConsentTextQuery,
  ConsentWithdrawal,
} from './consent.dto.js';
import { consentTextView, patientConsentView } from './consent.view.js';
import type { ConsentText } from './consent-text.entity.js';
import type { PatientConsent } from './patient-consent.entity.js';

const GIVE = statement('consent:give', 'select carenode.give_consent($1, $2, $3, $4) as id');
const WITHDRAW = statement('consent:withdraw', 'select carenode.withdraw_consent($1, $2) as id');
const IN_FORCE = statement(
  'consent:in-force',
  'select max(version) as version from public.consent_texts where purpose = $1',
);

/** What there is to agree to, and who agreed. Consents are written by carenode's SQL functions, for the patient alone. */
@Injectable()
export class ConsentService {
  private readonly texts: RowStore<ConsentText>;
  private readonly consents: RowStore<PatientConsent>;

  constructor(private readonly db: Database) {
    this.texts = new RowStore(db, consentTextView, {
      noun: 'consent text',
      order: 'publishedAt',
      filters: { purpose: 't.purpose = ?', language: 't.language = ?' },
    });
    this.consents = new RowStore(db, patientConsentView, {
      noun: 'consent',
      owner: 'patientId',
      order: 'givenAt',
      filters: { purpose: 't.purpose = ?' },
    });
  }

  /** Every text there ever was, newest first. */
  listTexts(ctx: RequestContext, { purpose, language, ...page }: ConsentTextQuery): Promise<JsonText> {
    return this.texts.list(ctx, null, page, { purpose, language });
  }

  /** Publishes the next text of a purpose, or the one in force in another language. Throws `version_gap`. */
  async publish(ctx: RequestContext, input: ConsentTextInput): Promise<JsonText> {
    return (await this.texts.create(ctx, null, { ...input })).json;
  }

  /** What the patient agrees to and agreed to before, newest first. */
  list(ctx: RequestContext, patientId: string, { purpose, ...page }: ConsentQuery): Promise<JsonText> {
    return this.consents.list(ctx, patientId, page, { purpose });
  }

  /**
   * The patient agrees to the text in force; again changes nothing. Throws `unknown_consent_text`, `newer_consent_text`,
   * and `session_needed` when it is not the patient in person who says so.
   */
  async give(
    ctx: RequestContext,
    patientId: string,
    { purpose, textVersion, textLanguage = 'en' }: ConsentInput,
  ): Promise<JsonText> {
    const id = await this.say(ctx, patientId, GIVE, [patientId, purpose, textVersion, textLanguage]);
    return this.consents.get(ctx, patientId, id);
  }

  /** The patient agrees to the English text in force; again changes nothing. */
  async giveInForce(ctx: RequestContext, patientId: string, purpose: string): Promise<void> {
    const [text] = await this.db.as(ctx).query<{ version: number | null }>(IN_FORCE, [purpose]);
    await this.give(ctx, patientId, { purpose, textVersion: text?.version ?? 1 });
  }

  /** The patient no longer agrees; the next statement of those whom it concerns finds nothing. Throws `no_consent`. */
  async withdraw(ctx: RequestContext, patientId: string, { purpose }: ConsentWithdrawal): Promise<JsonText> {
    const id = await this.say(ctx, patientId, WITHDRAW, [patientId, purpose]);
    return this.consents.get(ctx, patientId, id);
  }

  /** Nobody speaks for others: whether the caller may see the patient decides what there is to say. */
  private async say(
    ctx: RequestContext,
    patientId: string,
    sql: typeof GIVE,
    values: readonly unknown[],
  ): Promise<string> {
    await refuseUnseenOwner(this.db, ctx, patientId);
    const [said] = await this.db.as(ctx).execute<{ id: string }>(sql, values);
    if (!said) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    return said.id;
  }
}
