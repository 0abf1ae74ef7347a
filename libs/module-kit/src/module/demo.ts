import type { UserType } from '../context/request-context.js';

/** Somebody in the demo instance. */
export interface DemoPerson {
  readonly id: string;
  readonly userType: UserType;
  readonly email: string;
}

/** What a module's demo step is given: its services, and the people the steps before it made. */
export interface Demo {
  /** A provider of the running host, e.g. `demo.service(ImportService)`. */
  service<T>(token: abstract new (...parameters: never[]) => T): T;
  readonly people: DemoPerson[];
  /** The password everybody in the demo signs in with. */
  readonly password: string;
  log(line: string): void;
}

export type DemoStep = (demo: Demo) => Promise<void>;
