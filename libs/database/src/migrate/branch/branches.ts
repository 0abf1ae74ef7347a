import type { Branch, BranchRoom, BranchSource, CreateBranch, OpenBranch } from './branch.js';
import { refuseName } from './branch.js';
import { EmbeddedBranches } from './embedded/embedded-branches.js';
import { rehearse, type RehearseOptions } from './rehearsal/rehearse.js';
import type { BranchReport } from './rehearsal/report.js';
import { ServerBranches } from './server/server-branches.js';

/**
 * Test branches of a live database: copies with their rows, made while the live one is used, for trying a migration on what
 * it will meet. Of the embedded server a branch is a server of its own, in a folder that is an instance's folder itself; of
 * any other server it is a database beside the live one.
 */
export class Branches {
  private readonly room: BranchRoom;

  constructor(private readonly source: BranchSource) {
    this.room = source.embeddedHome
      ? new EmbeddedBranches(source, source.embeddedHome)
      : new ServerBranches(source);
  }

  /**
   * Copies the live database, with all that was committed before the call. Nobody there is disconnected; nobody waits, but for
   * who connects anew to a database that is copied as a template, which PostgreSQL does only when nobody is connected. What a killed maker leaves is listed as unfinished, and can be dropped.
   *
   * @throws {BranchError} for a name that is taken or is none, and where the server does not allow it: what it would need.
   */
  async create(name: string, options: CreateBranch = {}): Promise<void> {
    refuseName(name);
    await this.room.create(name, options);
  }

  /** The branches of this live database, by name. */
  async list(): Promise<Branch[]> {
    return this.room.list();
  }

  /** Removes a branch, whole or not, disconnecting who uses it. Nothing but a branch is ever removed. */
  async drop(name: string): Promise<void> {
    refuseName(name);
    await this.room.drop(name);
  }

  /** How to connect to a branch, until it is released. */
  async open(name: string): Promise<OpenBranch> {
    refuseName(name);
    return this.room.open(name);
  }

  /** Runs the pending steps on a branch, with checks after each, and says how it went. The branch stays. */
  async test(name: string, options: RehearseOptions = {}): Promise<BranchReport> {
    const branch = (await this.list()).find((candidate) => candidate.name === name);
    const open = await this.open(name);
    try {
      const { masked = false, of = '' } = branch ?? {};
      return await rehearse({ name, masked, of }, open, this.source, options);
    } finally {
      await open.release();
    }
  }
}
