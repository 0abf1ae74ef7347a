import { PEOPLE_ROWS } from './people-rows.js';
import { RECALL_ROWS } from './recall-rows.js';
import { RECORD_ROWS } from './record-rows.js';
import { SHOP_ROWS } from './shop-rows.js';

/** A connection of a superuser. */
interface Client {
  query(sql: string): Promise<unknown>;
}

/** Enough rows in every table that grows for PostgreSQL to want an index; triggers and foreign keys are left out meanwhile. */
export async function fillEveryTable(client: Client): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const [table, count, columns] of [...PEOPLE_ROWS, ...RECORD_ROWS, ...SHOP_ROWS, ...RECALL_ROWS]) {
    const names = Object.keys(columns).map((name) => `"${name}"`);
    await client
      .query(
        `with v as (select array_agg(id) as ids from variables where patient_id is null)
         insert into ${table} (${names.join(', ')}) select ${Object.values(columns).join(', ')} from generate_series(1, ${count}) n`,
      )
      .catch((error: unknown) => {
        throw new Error(`${table}: ${(error as Error).message}`, { cause: error });
      });
  }
  await client.query(
    `update profiles set legacy_user_type = 'nurse' where id in (select id from profiles order by id limit 100)`,
  );
  await client.query('select carenode.index_products(array(select id from products))');
  await client.query('reset session_replication_role');
  await client.query('vacuum analyze');
}
