import { ApiKeys, PatientProfiles, Users } from '@carenode/identity-contract';
import { Authenticator } from '@carenode/module-kit';
import { Module } from '@nestjs/common';

import { ApiKeyController } from './api-key/api-key.controller.js';
import { ApiKeyService } from './api-key/api-keys.service.js';
import { IdentityAuthenticator } from './authentication/identity-authenticator.service.js';
import { KnownCallers } from './authentication/known-callers.service.js';
import { LastUse } from './authentication/last-use.service.js';
import { OverRows } from './authentication/over-rows.service.js';
import { InvitationController } from './invitation/invitation.controller.js';
import { Invitations } from './invitation/invitations.service.js';
import { Passwords } from './password/passwords.service.js';
import { FilledProfiles } from './profile/filled-profiles.service.js';
import { ProfileController } from './profile/profile.controller.js';
import { ProfileService } from './profile/profile.service.js';
import { UserService } from './profile/users.service.js';
import { CurrentSessionService } from './session/current-session.service.js';
import { SessionController } from './session/session.controller.js';
import { Sessions } from './session/sessions.service.js';
import { SignInLimit } from './sign-in/sign-in-limit.service.js';
import { SignIn } from './sign-in/sign-in.service.js';

@Module({
  controllers: [SessionController, ProfileController, InvitationController, ApiKeyController],
  providers: [
    KnownCallers,
    LastUse,
    OverRows,
    Passwords,
    SignInLimit,
    SignIn,
    Sessions,
    CurrentSessionService,
    ProfileService,
    UserService,
    Invitations,
    ApiKeyService,
    { provide: Authenticator, useClass: IdentityAuthenticator },
    { provide: PatientProfiles, useClass: FilledProfiles },
    { provide: Users, useExisting: UserService },
    { provide: ApiKeys, useExisting: ApiKeyService },
  ],
  exports: [Authenticator, PatientProfiles, Users, ApiKeys],
})
export class IdentityModule {}
