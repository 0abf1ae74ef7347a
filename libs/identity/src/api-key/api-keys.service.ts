import { createHash } from 'node:crypto';

import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { ApiKeys, type ApiKeySummary, type NewApiKey, type PageOf } from '@carenode/identity-contract';
import {
  AppError,
  invalidInput,
  LoadedModules,
  type RequestContext,
  subjectOf,
  systemContext,
  type UserType,
} from '@carenode/module-kit';
import { type PageQuery, parseInput } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { KnownCallers } from '../authentication/known-callers.service.js';
import { identityErrors } from '../identity.errors.js';
import { requirePerson } from '../session/in-person.rules.js';
import { OwnedApiKeyInput } from './api-key.dto.js';
import { ApiKey } from './api-key.entity.js';
import { KEY_OWNERS, keyPrefix, newApiKey } from './api-key.rules.js';
import { checkScopes } from './scope.rules.js';

export const apiKeyView = new RowView(ApiKey, { hide: ['key'] });

@Injectable()
export class ApiKeyService extends ApiKeys {
  private readonly rows: RowStore<ApiKey>;
  private readonly tables: ReadonlySet<string>;

  constructor(
    private readonly db: Database,
    private readonly known: KnownCallers,
    modules: LoadedModules,
  ) {
    super();
    this.rows = new RowStore(db, apiKeyView, { noun: 'API key', order: 'createdAt' });
    this.tables = new Set(modules.manifests.flatMap((module) => module.tables.map((table) => table.name)));
  }

  async create(ctx: RequestContext, wanted: NewApiKey): Promise<ApiKeySummary & { readonly key: string }> {
    requirePerson(ctx);
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
    const { name, scopes, expiresAt, createdBy } = parseInput(OwnedApiKeyInput, Object.fromEntries(given));
    const owner = await this.ownerOf(ctx, createdBy);
    if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()) {
      const message = 'expiresAt is in the future.';
      throw invalidInput({ field: 'expiresAt', rule: 'future', message });
    }
    const key = newApiKey();
    const { json } = await this.rows.create(ctx, null, {
      name,
      key: createHash('sha256').update(key).digest('hex'),
      keyPrefix: keyPrefix(key),
      scopes: checkScopes(scopes, this.tables),
      expiresAt,
      createdBy: owner,
    });
    return { ...(JSON.parse(json.text) as ApiKeySummary), key };
  }

  async list(
    ctx: RequestContext,
    page: { limit?: number; cursor?: string } = {},
  ): Promise<PageOf<ApiKeySummary>> {
    return JSON.parse((await this.page(ctx, page)).text) as PageOf<ApiKeySummary>;
  }

  page(ctx: RequestContext, page: PageQuery): Promise<JsonText> {
    requirePerson(ctx);
    return this.rows.list(ctx, null, page);
  }

  async revoke(ctx: RequestContext, id: string): Promise<void> {
    requirePerson(ctx);
    const [row] = await this.db
      .as(ctx)
      .execute('update api_keys set revoked_at = now() where id = $1 and revoked_at is null returning id', [
        id,
      ]);
    this.known.forget(id);
    if (!row) await this.rows.get(ctx, null, id);
  }

  private async ownerOf(ctx: RequestContext, createdBy: string | undefined): Promise<string> {
    if (ctx.userType !== 'system') {
      if (createdBy !== undefined && createdBy !== ctx.subject) {
        throw new AppError('not_allowed', 'forbidden', 'A key acts for the person who makes it.');
      }
      if (!KEY_OWNERS.some((type) => type === ctx.userType)) throw identityErrors.key_owner_unfit();
      return subjectOf(ctx);
    }
    const system = systemContext('make an API key for somebody');
    const [owner] = await this.db
      .as(system)
      .query<{ user_type: UserType }>('select user_type from profiles where id = $1 and deleted_at is null', [
        createdBy,
      ]);
    if (!owner || !KEY_OWNERS.includes(owner.user_type)) throw identityErrors.key_owner_unfit();
    return createdBy as string;
  }
}
