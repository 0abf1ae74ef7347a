import type { Migration } from '@carenode/module-kit';

import { CreatePlatformFunctions } from './0001-create-platform-functions.js';
import { CreateAudit } from './0002-create-audit.js';
import { CreateJobs } from './0003-create-jobs.js';
import { TellDataStepsAtOnce } from './0004-tell-data-steps-at-once.js';
import { UserTypesAreOurRoles } from './0005-user-types-are-our-roles.js';

/** The name under which the platform's own steps stand in the ledger. */
export const PLATFORM = 'platform';
export const platformMigrations: readonly (new () => Migration)[] = [
  CreatePlatformFunctions,
  CreateAudit,
  CreateJobs,
  TellDataStepsAtOnce,
  UserTypesAreOurRoles,
];
