import type { DefElem, IndexStmt, Node } from 'libpg-query';

import { type Finding, OUTSIDE, type Rule, type RuleContext } from '../finding.js';
import { nameParts, tableName } from '../parse-step.js';

/** Indexes, and what else works through a whole table. */
export const indexRules: Rule = (node, context) => {
  if ('IndexStmt' in node) return created(node.IndexStmt, context);
  if ('DropStmt' in node && node.DropStmt.removeType === 'OBJECT_INDEX') {
    const { objects = [], concurrent } = node.DropStmt;
    return objects.flatMap((object) => droppedIndex(nameParts(object), concurrent === true, context));
  }
  if ('ReindexStmt' in node) {
    const { relation, params = [], kind } = node.ReindexStmt;
    const name = tableName(relation);
    const table = kind === 'REINDEX_OBJECT_INDEX' ? (context.tableOfIndex(name) ?? name) : name;
    if (has(params, 'concurrently')) return inTransaction('REINDEX CONCURRENTLY', context);
    return [whole('reindex', table, 'REINDEX', `REINDEX … CONCURRENTLY in a step with ${OUTSIDE}`)];
  }
  if ('ClusterStmt' in node) {
    const table = tableName(node.ClusterStmt.relation);
    return [
      whole('cluster', table, 'CLUSTER', 'Leave the order of rows alone, or use pg_repack beside the host'),
    ];
  }
  if ('VacuumStmt' in node && node.VacuumStmt.is_vacuumcmd) {
    const { options = [], rels = [] } = node.VacuumStmt;
    const table = rels.map((rel) => ('VacuumRelation' in rel ? tableName(rel.VacuumRelation.relation) : ''));
    return [
      ...inTransaction('VACUUM', context),
      ...(has(options, 'full')
        ? [whole('vacuum-full', table[0] ?? '', 'VACUUM FULL', 'Plain VACUUM, or pg_repack beside the host')]
        : []),
    ];
  }
  if ('RefreshMatViewStmt' in node && !node.RefreshMatViewStmt.concurrent) {
    const view = tableName(node.RefreshMatViewStmt.relation);
    return [whole('refresh-view', view, 'REFRESH', 'REFRESH MATERIALIZED VIEW CONCURRENTLY')];
  }
  if ('AlterTableStmt' in node) {
    const detaching = (node.AlterTableStmt.cmds ?? []).some(
      (cmd) =>
        'AlterTableCmd' in cmd &&
        cmd.AlterTableCmd.def !== undefined &&
        'PartitionCmd' in cmd.AlterTableCmd.def &&
        cmd.AlterTableCmd.def.PartitionCmd.concurrent === true,
    );
    return detaching ? inTransaction('DETACH PARTITION CONCURRENTLY', context) : [];
  }
  return [];
};

function created(
  { relation, concurrent, idxname = '', if_not_exists: lenient }: IndexStmt,
  context: RuleContext,
) {
  const table = tableName(relation);
  if (!concurrent) {
    const finding: Finding = {
      rule: 'index-without-concurrently',
      weight: 'long',
      tables: [table],
      why: `the index is built while nobody may write ${table}`,
      safer: `CREATE INDEX CONCURRENTLY in a step of its own with ${OUTSIDE}`,
    };
    return [finding];
  }
  if (context.transaction) return inTransaction('CREATE INDEX CONCURRENTLY', context);
  const droppedBefore = context.before.some(
    ({ node }) =>
      'DropStmt' in node &&
      node.DropStmt.missing_ok === true &&
      (node.DropStmt.objects ?? []).some((object) => nameParts(object).split('.').at(-1) === idxname),
  );
  if (droppedBefore || idxname === '') return [];
  const finding: Finding = {
    rule: 'index-left-half-built',
    weight: lenient ? 'note' : 'window',
    tables: [table],
    why: lenient
      ? `a build of ${idxname} that was cut off leaves an invalid index, which IF NOT EXISTS then takes for a whole one`
      : `a build of ${idxname} that was cut off leaves an invalid index, and the step cannot be run again`,
    safer: `DROP INDEX CONCURRENTLY IF EXISTS ${idxname} before it, in the same step`,
  };
  return [finding];
}

function droppedIndex(name: string, concurrent: boolean, context: RuleContext): readonly Finding[] {
  if (concurrent) return inTransaction('DROP INDEX CONCURRENTLY', context);
  const table = context.tableOfIndex(name);
  if (table === undefined) return [];
  return [
    {
      rule: 'drop-index',
      weight: context.transaction ? 'note' : 'window',
      tables: [table],
      why: context.transaction
        ? `for a moment nobody may read or write ${table}; queries that need the index are slow from then on`
        : `it waits for its lock without giving up, and everybody who wants ${table} queues behind it`,
      safer: `DROP INDEX CONCURRENTLY in a step with ${OUTSIDE}`,
    },
  ];
}

function inTransaction(what: string, { transaction }: RuleContext): readonly Finding[] {
  if (!transaction) return [];
  return [
    {
      rule: 'concurrently-in-a-transaction',
      weight: 'refused',
      tables: [],
      why: `PostgreSQL does ${what} outside transactions only`,
      safer: `Put it into a step of its own with ${OUTSIDE}`,
    },
  ];
}

function whole(rule: string, table: string, what: string, safer: string): Finding {
  const why = `${what} works through the whole of ${table || 'the database'} while nobody may write it`;
  return { rule, weight: 'long', tables: table ? [table] : [], why, safer };
}

function has(options: readonly Node[], name: string): boolean {
  return options.some((one) => {
    const option: DefElem | undefined = 'DefElem' in one ? one.DefElem : undefined;
    return option?.defname === name;
  });
}
