import { Database, pendingSteps, rightsOf, type TableRights } from '@carenode/database';
import {
  type AccessDifference,
  AccessDifferences,
  type PersonDifference,
  type SeenRows,
} from '@carenode/identity-contract';
import { invalidInput, isId, LoadedModules, type RequestContext, type UserType } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import {
  asAsked,
  type AskedPerson,
  contextOfAsked,
  countRows,
  findPerson,
  requireAdmin,
} from './asked-person.js';
import {
  differenceOfTypes,
  fingerprintOf,
  tablesSeenDifferently,
  type TypeDifference,
} from './difference.rules.js';

/** Most people whose rights are compared at once. */
export const MAX_PEOPLE = 20;

@Injectable()
export class DifferenceService extends AccessDifferences {
  constructor(
    private readonly db: Database,
    private readonly loaded: LoadedModules,
  ) {
    super();
  }

  async differenceOf(
    ctx: RequestContext,
    profileIds: readonly string[],
    userType: UserType,
    { countRows = true }: { readonly countRows?: boolean } = {},
  ): Promise<AccessDifference> {
    requireAdmin(ctx);
    const ids = [...new Set(profileIds.map((id) => id.toLowerCase()))];
    if (ids.length === 0 || ids.length > MAX_PEOPLE || !ids.every(isId)) {
      const message = `profileIds names 1 to ${MAX_PEOPLE} people by their ids.`;
      throw invalidInput({ field: 'profileIds', rule: 'isUuid', message });
    }
    const rights = await this.installedRights();
    const people: PersonDifference[] = [];
    for (const id of ids) {
      const person = await findPerson(this.db, ctx, id);
      await this.db
        .as(ctx)
        .execute(`select carenode.note_explanation($1, $2)`, [id, `rights as ${userType}`]);
      people.push(await this.compare(ctx, person, userType, rights, countRows));
    }
    return { to: userType, people, fingerprint: fingerprintOf(userType, people) };
  }

  /** What anybody of the user type `from` gains and loses as `to`. */
  async differenceOfTypes(from: UserType, to: UserType): Promise<TypeDifference> {
    return differenceOfTypes(await this.installedRights(), from, to);
  }

  private async compare(
    ctx: RequestContext,
    person: AskedPerson,
    to: UserType,
    rights: readonly TableRights[],
    counted: boolean,
  ): Promise<PersonDifference> {
    const { id, email, userType: from } = person;
    const difference = differenceOfTypes(rights, from, to);
    const tables = counted ? tablesSeenDifferently(difference) : [];
    const now = await this.count(contextOfAsked(ctx, person), tables);
    const then = await this.count(contextOfAsked(ctx, { id, userType: to }), tables);
    const rows: SeenRows[] = tables
      .map((table) => ({ table, now: now.get(table) ?? null, then: then.get(table) ?? null }))
      .filter((seen) => seen.now === null || seen.now !== seen.then);
    return { id, email, from, gained: difference.gained, lost: difference.lost, rows };
  }

  /** Of each table the rows that this context sees. */
  private count(asked: RequestContext, tables: readonly string[]): Promise<Map<string, number | null>> {
    return asAsked(this.db, asked, async (tx) => {
      const counted = new Map<string, number | null>();
      for (const table of tables) counted.set(table, await countRows(tx, table));
      return counted;
    });
  }

  private async installedRights(): Promise<TableRights[]> {
    const pending = await pendingSteps(this.db, this.loaded.manifests);
    return this.loaded.manifests
      .filter((module) => (pending.get(module.name) ?? []).length === 0)
      .flatMap((module) => module.tables.map((table) => rightsOf(module, table)));
  }
}
