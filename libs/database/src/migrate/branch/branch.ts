import type { ModuleManifest } from '@carenode/module-kit';

import type { HostLogin } from '../roles.js';

/** The live database that branches are made of. */
export interface BranchSource {
  /** Signs in to the live database as the migrator does. */
  readonly adminUrl: string;
  readonly hostLogin: HostLogin;
  readonly modules: readonly ModuleManifest[];
  /** The folder of the instance whose embedded server has the database; null for any other server. */
  readonly embeddedHome: string | null;
  readonly log?: (line: string) => void;
}

/** A copy of a live database with its rows, for trying things. */
export interface Branch {
  readonly name: string;
  /** The live database. */
  readonly of: string;
  /** `server`: an embedded server of its own in a folder; `database`: a database beside the live one. */
  readonly kind: 'server' | 'database';
  /** `creating`: its maker is at work; `unfinished`: its maker ended before it was whole, and only `drop` helps. */
  readonly state: 'ready' | 'creating' | 'unfinished';
  /** ISO 8601; null where a killed maker could not say it. */
  readonly createdAt: string | null;
  readonly masked: boolean;
  readonly bytes: number | null;
  /** `module/id` of the loaded modules' steps that it lacks; null where that is not known. */
  readonly pending: readonly string[] | null;
}

export interface CreateBranch {
  /** Replace what says who people are, and what they wrote, before anybody else can connect. */
  readonly masked?: boolean;
}

/** A branch that can be connected to until it is released. */
export interface OpenBranch {
  readonly adminUrl: string;
  readonly hostLogin: HostLogin;
  /** Close your connections first. */
  release(): Promise<void>;
}

/** One way to keep branches. */
export interface BranchRoom {
  create(name: string, options: CreateBranch): Promise<void>;
  list(): Promise<Branch[]>;
  drop(name: string): Promise<void>;
  open(name: string): Promise<OpenBranch>;
}

/** The branch cannot be made or used. The message says what would be needed, and never what is in the database. */
export class BranchError extends Error {
  override readonly name = 'BranchError';
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MOST_LETTERS = 30;

/** @throws {BranchError} unless the name is kebab-case, of 30 letters at most. */
export function refuseName(name: string): void {
  if (NAME.test(name) && name.length <= MOST_LETTERS) return;
  throw new BranchError(
    `name: a branch is called in small letters, digits and single dashes, beginning with a letter, ${MOST_LETTERS} at most.`,
  );
}

/** The database in a connection URL. */
export function databaseIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
