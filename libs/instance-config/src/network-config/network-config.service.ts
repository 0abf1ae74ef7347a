import { Database } from '@carenode/database';
import { invalidInput, type RequestContext, Sealer, subjectOf, type Transaction } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { oneAtATime, refuseEmpty, refuseStale, writeRow } from '../row-change.js';
import { refuseWithoutScopes } from '../scopes.js';
import { contributionRulesText } from './contribution-rules.rules.js';

export interface NetworkConfigState {
  readonly isConnectedToNetwork: boolean;
  readonly dataContributionEnabled: boolean;
  readonly contributionRules: object | null;
  readonly hasNetworkApiKey: boolean;
  readonly lastContributionDate: string | null;
  readonly version: number;
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
}

/** Absent keeps, null clears. */
export interface NetworkConfigChange {
  readonly isConnectedToNetwork?: boolean | undefined;
  readonly dataContributionEnabled?: boolean | undefined;
  readonly contributionRules?: object | null | undefined;
  readonly networkApiKey?: string | null | undefined;
}

interface Row {
  readonly id: string;
  readonly is_connected_to_network: boolean | null;
  readonly data_contribution_enabled: boolean | null;
  readonly contribution_rules: object | null;
  readonly has_network_api_key: boolean;
  readonly last_contribution_date: Date | null;
  readonly version: number;
  readonly updated_at: Date | null;
  readonly updated_by: string | null;
}

const TABLE = 'instance_network_config';

/** The instance's one network configuration; before the first change it is all off. */
@Injectable()
export class NetworkConfigService {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
  ) {}

  async get(ctx: RequestContext): Promise<NetworkConfigState> {
    return this.db.as(ctx).transaction(
      async (tx) => {
        await refuseWithoutScopes(tx, ctx, { [TABLE]: 'r' });
        return stateOf(await readRow(tx));
      },
      { readOnly: true },
    );
  }

  /**
   * Throws `validation_failed` for contribution without connection, `stale` when it was changed since
   * `ifMatch`.
   */
  async change(
    ctx: RequestContext,
    change: NetworkConfigChange,
    ifMatch?: string,
  ): Promise<NetworkConfigState> {
    refuseEmpty(change);
    const columns = this.columnsOf(change);
    return this.db.as(ctx).transaction(async (tx) => {
      await refuseWithoutScopes(tx, ctx, { [TABLE]: 'rcu' });
      await oneAtATime(tx);
      const row = await readRow(tx);
      const before = stateOf(row);
      refuseStale(ifMatch, before.version);
      refuseContributionUnconnected({
        connected: change.isConnectedToNetwork ?? before.isConnectedToNetwork,
        contributes: change.dataContributionEnabled ?? before.dataContributionEnabled,
        field:
          change.dataContributionEnabled === undefined ? 'isConnectedToNetwork' : 'dataContributionEnabled',
      });
      await writeRow(tx, TABLE, row?.id, { ...columns, updated_by: subjectOf(ctx) });
      return stateOf(await readRow(tx));
    });
  }

  private columnsOf(change: NetworkConfigChange): Record<string, unknown> {
    const { contributionRules, networkApiKey } = change;
    const columns = {
      is_connected_to_network: change.isConnectedToNetwork,
      data_contribution_enabled: change.dataContributionEnabled,
      contribution_rules: contributionRules && contributionRulesText(contributionRules),
      network_api_key: networkApiKey && this.sealer.seal(networkApiKey),
    };
    return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  }
}

async function readRow(tx: Transaction): Promise<Row | undefined> {
  const [row] = await tx.query<Row>(
    `select id, is_connected_to_network, data_contribution_enabled, contribution_rules, has_network_api_key,
            last_contribution_date, version, updated_at, updated_by
       from public.instance_network_config`,
  );
  return row;
}

function refuseContributionUnconnected({
  connected,
  contributes,
  field,
}: {
  connected: boolean;
  contributes: boolean;
  field: string;
}): void {
  if (!contributes || connected) return;
  throw invalidInput({
    field,
    rule: 'connection',
    message: 'dataContributionEnabled needs isConnectedToNetwork: switch both, or neither.',
  });
}

function stateOf(row: Row | undefined): NetworkConfigState {
  return {
    isConnectedToNetwork: row?.is_connected_to_network ?? false,
    dataContributionEnabled: row?.data_contribution_enabled ?? false,
    contributionRules: row?.contribution_rules ?? null,
    hasNetworkApiKey: row?.has_network_api_key ?? false,
    lastContributionDate: row?.last_contribution_date?.toISOString() ?? null,
    version: row?.version ?? 0,
    updatedAt: row?.updated_at?.toISOString() ?? null,
    updatedBy: row?.updated_by ?? null,
  };
}
