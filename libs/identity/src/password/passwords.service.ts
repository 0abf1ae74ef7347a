import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

import { identityErrors } from '../identity.errors.js';

/** argon2id as OWASP's password storage cheat sheet asks for: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes at one time in this process: a flood of sign-ins costs neither all memory nor all cores. */
const AT_ONCE = 2;
const WAITING_AT_MOST = 200;

/** Hashes and checks passwords. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private nobodys: Promise<string> | undefined;

  /** The password's argon2id hash in PHC string format. Throws `sign_in_busy` when too many are asked for at once. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /**
   * Is it this password? Without a hash (nobody has that address) the answer is no, after the same work as for a wrong
   * password, so that the time taken does not tell who has an account.
   */
  async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    const compared = passwordHash ?? (await (this.nobodys ??= this.hash('a password nobody has')));
    const same = await this.inTurn(() => verify(compared, password.normalize('NFKC')));
    return same && passwordHash !== undefined;
  }

  /** Makes the hash for nobody before the first sign-in, which would otherwise take twice as long. */
  async onModuleInit(): Promise<void> {
    await (this.nobodys ??= this.hash('a password nobody has'));
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= WAITING_AT_MOST) {
        throw identityErrors.sign_in_busy({}, { headers: { 'retry-after': '5' } });
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
