import { randomBytes } from 'node:crypto';

import { Branches } from '../branch/branches.js';
import type { BranchSource } from '../branch/branch.js';
import type { CopyDatabase } from './adoption.js';
import { AdoptionError } from './adoption-error.js';

/** Copies the live database as a test branch, which goes when it is dropped. */
export function copyAsBranch(source: BranchSource): CopyDatabase {
  return async () => {
    const branches = new Branches(source);
    const name = `adopt-${randomBytes(4).toString('hex')}`;
    try {
      await branches.create(name);
    } catch (error) {
      await branches.drop(name).catch(() => undefined);
      throw new AdoptionError(
        `The database cannot be copied, and the adoption is tried on a copy first: ${(error as Error).message} ` +
          'To go without, say --without-branch.',
        { cause: error },
      );
    }
    const open = await branches.open(name);
    return {
      adminUrl: open.adminUrl,
      drop: async () => {
        await open.release();
        await branches.drop(name);
      },
    };
  };
}
