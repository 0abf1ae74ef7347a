import { Database } from '@carenode/database';
import {
  LoadedModules,
  ModuleActivations,
  type RequestContext,
  subjectOf,
  type UserType,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { CurrentSession } from './session.dto.js';
import { Sessions } from './sessions.service.js';

interface NameRow {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly time_zone: string;
}

/** Answers "who am I, and what can I use". */
@Injectable()
export class CurrentSessionService {
  constructor(
    private readonly db: Database,
    private readonly sessions: Sessions,
    private readonly modules: LoadedModules,
    private readonly activations: ModuleActivations,
  ) {}

  async describe(ctx: RequestContext): Promise<CurrentSession> {
    const id = subjectOf(ctx);
    const [[row], expiresAt] = await Promise.all([
      this.db
        .as(ctx)
        .query<NameRow>('select first_name, last_name, email, time_zone from profiles where id = $1', [id]),
      this.sessions.expiryOf(ctx),
    ]);
    return {
      profile: {
        id,
        userType: ctx.userType as UserType,
        firstName: row?.first_name ?? null,
        lastName: row?.last_name ?? null,
        email: row?.email ?? null,
        timeZone: row?.time_zone ?? 'UTC',
      },
      modules: this.modules.manifests
        .filter((module) => module.required || this.activations.isActive(module.name, ctx))
        .map(({ name, title, required }) => ({ name, title, active: true, required })),
      expiresAt,
      actor: { ...ctx.actor },
    };
  }
}
