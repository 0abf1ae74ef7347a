import { newId } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

/** Admin's SQL, past every policy, as an operator has it. */
export type Sql = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

export interface Shop {
  readonly host: TestHost;
  readonly sql: Sql;
  /** A product that is sold, with lots of so many units. */
  product(wish?: Partial<ProductWish>): Promise<string>;
  lot(productId: string, lot: LotWish): Promise<string>;
  treatment(name?: string): Promise<string>;
  patient(): Promise<TestClient>;
}

interface ProductWish {
  readonly name: string;
  readonly price: number;
  readonly currency: string;
  readonly treatmentId: string;
  readonly onPrescription: boolean;
  readonly maxPerOrder: number;
  readonly status: string;
  /** Units of one lot; none if absent. */
  readonly units: number;
}

interface LotWish {
  readonly code: string;
  readonly units: number;
  /** `YYYY-MM-DD`; never if absent. */
  readonly expiresOn?: string;
}

/** A host with the shop, and ways to fill it. */
export async function openShop(options: { poolSize?: number } = {}): Promise<Shop> {
  const host = await startTestHost({ modules: ['ecommerce'], ...options });
  const sql: Sql = async (text, values = []) =>
    (await host.database.admin.query<Record<string, unknown>>(text, [...values])).rows;
  const lot = async (productId: string, { code, units, expiresOn }: LotWish) => {
    const id = newId();
    await sql(
      'insert into lots (id, product_id, lot_code, quantity, expires_on, supplier) values ($1, $2, $3, $4, $5, $6)',
      [id, productId, code, units, expiresOn ?? null, 'Wholesale Ltd'],
    );
    return id;
  };
  return {
    host,
    sql,
    lot,
    async product(wish = {}) {
      const id = newId();
      await sql(
        `insert into products (id, name, price, currency, status, treatment_id, is_prescription_required, max_per_order)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          wish.name ?? `Product ${id.slice(-6)}`,
          wish.price ?? 10,
          wish.currency ?? 'USD',
          wish.status ?? 'active',
          wish.treatmentId ?? null,
          wish.onPrescription ?? false,
          wish.maxPerOrder ?? null,
        ],
      );
      if (wish.units !== undefined) await lot(id, { code: `L-${id.slice(-6)}`, units: wish.units });
      return id;
    },
    async treatment(name = 'Metformin') {
      const id = newId();
      await sql('insert into treatments (id, name) values ($1, $2)', [id, `${name} ${id.slice(-6)}`]);
      return id;
    },
    patient: () => host.signedIn('patient'),
  };
}

/** Units that lots have, against what the stock book and the orders say they should have. */
export const DIFFERENCES = `
  select l.id, l.quantity, coalesce(m.units, 0) - coalesce(a.units, 0) as expected
    from lots l
    left join (select lot_id, sum(quantity) as units from stock_movements group by 1) m on m.lot_id = l.id
    left join (select lot_id, sum(quantity) as units from lot_allocations where released_at is null group by 1) a on a.lot_id = l.id
   where l.quantity <> coalesce(m.units, 0) - coalesce(a.units, 0)`;
