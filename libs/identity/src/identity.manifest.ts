import { defineModule } from '@carenode/module-kit';

import { ApiKey } from './api-key/api-key.entity.js';
import { apiKeyPolicies } from './api-key/api-key.policies.js';
import { createDemoPeople } from './identity.demo.js';
import { identityErrors } from './identity.errors.js';
import { IdentityModule } from './identity.module.js';
import { identitySettings } from './identity.settings.js';
import { Invitation } from './invitation/invitation.entity.js';
import { invitationPolicies } from './invitation/invitation.policies.js';
import { migrations } from './migrations/index.js';
import { Credential } from './password/credential.entity.js';
import { credentialPolicies } from './password/credential.policies.js';
import { Profile } from './profile/profile.entity.js';
import { profilePolicies } from './profile/profile.policies.js';
import { ProfileIdentifier } from './profile/profile-identifier.entity.js';
import { profileIdentifierPolicies } from './profile/profile-identifier.policies.js';
import { Session } from './session/session.entity.js';
import { sessionPolicies } from './session/session.policies.js';
import { SignInFailure } from './sign-in/sign-in-failure.entity.js';
import { signInFailurePolicies } from './sign-in/sign-in-failure.policies.js';

/** Who people are and how they, and programs on their behalf, prove it. */
export default defineModule({
  name: 'identity',
  title: 'People and sign-in',
  required: true,
  tables: [
    { name: 'profiles', entity: Profile, holds: 'personal', about: 'id', policies: profilePolicies },
    {
      name: 'profile_identifiers',
      entity: ProfileIdentifier,
      holds: 'personal',
      about: 'profile_id',
      policies: profileIdentifierPolicies,
    },
    {
      name: 'credentials',
      entity: Credential,
      holds: 'personal',
      about: 'profile_id',
      policies: credentialPolicies,
    },
    { name: 'sessions', entity: Session, holds: 'personal', about: 'profile_id', policies: sessionPolicies },
    {
      name: 'sign_in_failures',
      entity: SignInFailure,
      holds: 'operational',
      policies: signInFailurePolicies,
    },
    {
      name: 'invitations',
      entity: Invitation,
      holds: 'personal',
      about: 'invited_by',
      policies: invitationPolicies,
    },
    { name: 'api_keys', entity: ApiKey, holds: 'operational', policies: apiKeyPolicies },
  ],
  migrations,
  settings: identitySettings,
  errors: identityErrors.table,
  nest: IdentityModule,
  demo: createDemoPeople,
});
