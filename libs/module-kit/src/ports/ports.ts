import type { ModuleManifest } from '../module/define-module.js';
import type { RequestContext } from '../context/request-context.js';
import type { SettingsOf, SettingsTable } from '../settings/settings.js';

/** What a request brings to prove who asks. Header names are lower-case. */
export interface Credentials {
  readonly sessionCookie: string | undefined;
  readonly authorization: string | undefined;
  readonly requestId: string;
}

/**
 * Turns credentials into a context. Bound by identity. Answers synchronously when it knows the answer already, so that a
 * signed-in request pays no extra turn of the event loop. Throws `unauthenticated` for credentials that are wrong or over.
 */
export abstract class Authenticator {
  abstract authenticate(credentials: Credentials): RequestContext | Promise<RequestContext>;
}

/** Says whether a module is on for a caller, now. Bound by instance-config; the database asks the same question itself. */
export abstract class ModuleActivations {
  abstract isActive(module: string, ctx: RequestContext): boolean;
  /** Resolves once the first snapshot is loaded; rejects when it cannot be. */
  abstract ready(): Promise<void>;
}

/** Current values of a module's settings: what the admin set, else the declared default. */
export abstract class SettingsReader {
  abstract read<T extends SettingsTable>(module: string, table: T): SettingsOf<T>;
}

/** A text that was not sealed with a key of this host: made elsewhere, masked, or changed. */
export class UnknownSealError extends Error {}

/** Seals secrets that must be read back (AES-256-GCM, key id in front). A sealed text is opaque and safe to store. */
export abstract class Sealer {
  abstract seal(secret: string): string;
  /** Throws `UnknownSealError` when the text was not sealed with a known key or was changed. */
  abstract open(sealed: string): string;
  /**
   * A message authentication code (HMAC-SHA256, key id in front) that only this instance can make: proof that a text was
   * not changed by somebody who has the database and not the secret key. `purpose` keeps codes of different uses apart.
   */
  abstract sign(purpose: string, text: string): string;
  /** Was this code made for this text with a known key? */
  abstract verify(purpose: string, text: string, code: string): boolean;
}

/** One open transaction under the caller's rights, as modules hand it to each other through contracts. */
export interface Transaction {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/** Where browsers reach the instance. Provided by the host; final once the host listens. */
export abstract class PublicAddress {
  abstract get url(): URL;
}

/** The modules this process has loaded, in dependency order. Provided by the host. */
export class LoadedModules {
  constructor(readonly manifests: readonly ModuleManifest[]) {}
}
