import type { Migration } from '@carenode/module-kit';

import { CreateProfiles } from './0001-create-profiles.js';
import { CreateProfileIdentifiers } from './0002-create-profile-identifiers.js';
import { CreateSignIn } from './0003-create-sign-in.js';
import { CreateInvitations } from './0004-create-invitations.js';
import { CreateApiKeys } from './0005-create-api-keys.js';

export const migrations: readonly (new () => Migration)[] = [
  CreateProfiles,
  CreateProfileIdentifiers,
  CreateSignIn,
  CreateInvitations,
  CreateApiKeys,
];
