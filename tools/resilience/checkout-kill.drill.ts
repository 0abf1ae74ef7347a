import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { newId } from '@carenode/module-kit';
import {
  type Answer,
  type HostProcess,
  migratedDatabase,
  signInAt,
  startHostProcess,
  type TestClient,
  type TestDatabase,
  testModules,
} from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const MODULES = ['ecommerce'];
const CHECKOUTS = 200;
const LINES = 5;
const PRODUCTS = 50;
const AT_ONCE = 20;

/** Units that lots have, against what the stock book and the orders say they should have. */
const DIFFERENCES = `
  select l.id from lots l
    left join (select lot_id, sum(quantity) as units from stock_movements group by 1) m on m.lot_id = l.id
    left join (select lot_id, sum(quantity) as units from lot_allocations where released_at is null group by 1) a on a.lot_id = l.id
   where l.quantity <> coalesce(m.units, 0) - coalesce(a.units, 0)`;

interface Placed {
  readonly id: string;
  readonly code: string;
}

describe('checkouts and payments, cut off by SIGKILL of hosts and of PostgreSQL', () => {
  let database: TestDatabase;
  let host: HostProcess;
  let patients: TestClient[];
  let admin: TestClient;
  const products: string[] = [];
  const secretKey = randomBytes(32).toString('base64');
  /** PostgreSQL may be recovering at this moment. */
  const start = async (): Promise<HostProcess> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await startHostProcess({ database, modules: MODULES, secretKey });
      } catch (error) {
        if (attempt === 20) throw error;
        await wait(250);
      }
    }
  };
  const rows = async (sql: string) => (await database.admin.query<Record<string, unknown>>(sql)).rows;

  beforeAll(async () => {
    database = await migratedDatabase(await testModules(MODULES));
    // Tests do without; an answered order has to be there after a crash, as it is by default.
    await database.admin.query(`alter database ${database.name} set synchronous_commit = on`);
    await database.admin.query(
      `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)`,
    );
    for (let n = 0; n < PRODUCTS; n++) {
      const id = newId();
      products.push(id);
      await database.admin.query(
        `insert into products (id, name, price, currency, status) values ($1, $2, 3, 'USD', 'active')`,
        [id, `Product ${n}`],
      );
      await database.admin.query(
        `insert into lots (product_id, lot_code, quantity) values ($1, 'A', 15), ($1, 'B', 15)`,
        [id],
      );
    }
    host = await start();
    patients = await Promise.all(
      Array.from({ length: CHECKOUTS }, () => signInAt(database.admin, host.url, 'patient')),
    );
    admin = await signInAt(database.admin, host.url, 'admin');
  }, 120_000);

  afterAll(async () => {
    await host.stop();
    await database.drop();
  });

  it('leave every order whole or absent, once for each request, and every payment recorded once', async () => {
    let over = false;
    let kills = 0;
    const kill = async () => {
      while (!over) {
        await wait(200 + Math.random() * 800);
        if (over) return;
        kills++;
        if (kills % 2) {
          await host.kill();
          host = await start();
        } else {
          const [victim] = await rows(
            `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = 'carenode_test_host' order by random() limit 1`,
          ).catch(() => []);
          // One killed backend makes PostgreSQL end all others and recover from its log, as after a power cut.
          if (victim) process.kill(Number(victim['pid']), 'SIGKILL');
        }
      }
    };
    /** Asks again until there is an answer, as a client does that was cut off. */
    const insist = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
      for (;;) {
        const answer = await ask().catch(() => undefined);
        if (answer && answer.status < 500 && answer.status !== 401) return answer;
        await wait(50);
      }
    };
    const checkout = async (who: TestClient, n: number) => {
      const items = Array.from({ length: LINES }, (_, k) => ({
        productId: products[(n * 7 + k * 11) % PRODUCTS],
        quantity: 1,
      }));
      const placed = await insist(() =>
        who
          .at(host.url)
          .post<Placed>(
            '/api/v1/patients/me/orders',
            { items },
            { headers: { 'idempotency-key': `checkout-${n}` } },
          ),
      );
      if (![200, 201].includes(placed.status)) throw new Error(placed.text);
      const paid = await insist(() =>
        admin.at(host.url).post<Placed>(`/api/v1/orders/${placed.body.id}/payment/paid`, {}),
      );
      // Asked again after an answer that was lost, the payment is there already.
      if (paid.status !== 200) throw new Error(paid.text);
    };
    const killer = kill();
    let next = 0;
    const buyer = async () => {
      while (next < CHECKOUTS) {
        const n = next++;
        await checkout(patients[n] as TestClient, n);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, buyer));
    } finally {
      over = true;
      await killer;
    }

    expect(kills).toBeGreaterThan(2);
    expect(
      await rows(
        `select (select count(*)::int from orders) as orders, (select count(distinct patient_id)::int from orders) as people,
                (select count(*)::int from orders where status = 'paid') as paid,
                (select count(*)::int from order_items) as lines,
                (select count(*)::int from payments where status = 'succeeded') as payments,
                (select count(distinct order_id)::int from payments) as paid_orders,
                (select sum(quantity)::int from lots) as left_over`,
      ),
    ).toEqual([
      {
        orders: CHECKOUTS,
        people: CHECKOUTS,
        paid: CHECKOUTS,
        lines: CHECKOUTS * LINES,
        payments: CHECKOUTS,
        paid_orders: CHECKOUTS,
        left_over: PRODUCTS * 30 - CHECKOUTS * LINES,
      },
    ]);
    expect(await rows(DIFFERENCES)).toEqual([]);
  });
});
