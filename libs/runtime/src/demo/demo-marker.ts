import type { Database } from '@carenode/database';
import { type Sealer, systemContext } from '@carenode/module-kit';

/** A host that fills and has not said so for this long was killed. */
const ABANDONED_AFTER = '2 minutes';

/** What an instance knows about its demo data. */
interface DemoNote {
  readonly state: 'filling' | 'filled';
  /** While it is being filled: the password of the people made so far, sealed. */
  readonly password?: string;
}

/** Notes in the database how far filling with demo data came, so that it happens once and wholly. */
export class DemoMarker {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
  ) {}

  async isFilled(): Promise<boolean> {
    return (await this.read())?.state === 'filled';
  }

  /**
   * Begins, or goes on where a killed process stopped: answers with the password the people of the demo have or get. Null
   * when there is nothing to do here: it is filled, or another host is filling it (`alone`: there can be no other).
   */
  async begin(wanted: string, options: { readonly alone: boolean }): Promise<string | null> {
    const before = await this.read();
    const password = this.passwordOf(before) ?? wanted;
    const note: DemoNote = { state: 'filling', password: this.sealer.seal(password) };
    const claimed = await this.db.as(CTX).execute(
      `insert into carenode.notes (name, note) values ('demo', $1)
       on conflict (name) do update set note = excluded.note, updated_at = now()
         where notes.note ->> 'state' is distinct from 'filled'
           and ($2 or notes.updated_at < now() - interval '${ABANDONED_AFTER}')
       returning name`,
      [JSON.stringify(note), options.alone],
    );
    return claimed.length === 1 ? password : null;
  }

  async finish(): Promise<void> {
    const note: DemoNote = { state: 'filled' };
    await this.db.as(CTX).execute(
      `insert into carenode.notes (name, note) values ('demo', $1)
       on conflict (name) do update set note = excluded.note, updated_at = now()`,
      [JSON.stringify(note)],
    );
  }

  private passwordOf(note: DemoNote | undefined): string | undefined {
    try {
      return note?.password === undefined ? undefined : this.sealer.open(note.password);
    } catch {
      // Sealed under a key that is gone.
      return undefined;
    }
  }

  private async read(): Promise<DemoNote | undefined> {
    const [row] = await this.db
      .as(CTX)
      .query<{ note: DemoNote }>(`select note from carenode.notes where name = 'demo'`);
    return row?.note;
  }
}

const CTX = systemContext('fill the demo instance');
