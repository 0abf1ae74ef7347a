import type { StepClass } from '@carenode/module-kit';

import { CreateProfiles } from './0001-create-profiles.js';
import { CreateProfileIdentifiers } from './0002-create-profile-identifiers.js';
import { CreateSignIn } from './0003-create-sign-in.js';
import { CreateInvitations } from './0004-create-invitations.js';
import { CreateApiKeys } from './0005-create-api-keys.js';
import { CreateNotifications } from './0006-create-notifications.js';
import { CreateUserTypeChanges } from './0007-create-user-type-changes.js';
import { CreateBreakGlass } from './0008-create-break-glass.js';
import { CreateDelegations } from './0009-create-delegations.js';
import { CreateDataExports } from './0010-create-data-exports.js';
import { CreateAccessExplanations } from './0011-create-access-explanations.js';
import { CreateErasure } from './0012-create-erasure.js';
import { NameWhoLooked } from './0013-name-who-looked.js';
import { AdoptUserTypes } from './0014-adopt-user-types.js';
import { MergeLegacyUserTypes } from './0015-merge-legacy-user-types.js';
import { ForgetUndoLogs } from './0016-forget-undo-logs.js';
import { IndexLegacyUserTypes } from './0017-index-legacy-user-types.js';
import { DescribeIndexes } from './0020-describe-indexes.js';
import { DropIdleIndexes } from './0021-drop-idle-indexes.js';
import { TakeBackProfileDetails } from './0022-take-back-profile-details.js';

export const migrations: readonly StepClass[] = [
  CreateProfiles,
  CreateProfileIdentifiers,
  CreateSignIn,
  CreateInvitations,
  CreateApiKeys,
  CreateNotifications,
  CreateUserTypeChanges,
  CreateBreakGlass,
  CreateDelegations,
  CreateDataExports,
  CreateAccessExplanations,
  CreateErasure,
  NameWhoLooked,
  AdoptUserTypes,
  MergeLegacyUserTypes,
  ForgetUndoLogs,
  IndexLegacyUserTypes,
  DescribeIndexes,
  DropIdleIndexes,
  TakeBackProfileDetails,
];
