import {
  AccessDifferences,
  AccessExplanations,
  ApiKeys,
  AuditTrail,
  LegacyUserTypes,
  PatientProfiles,
  Users,
} from '@carenode/identity-contract';
import { Authenticator } from '@carenode/module-kit';
import { Module } from '@nestjs/common';

import { AccessController } from './access/access.controller.js';
import { DifferenceService } from './access/difference.service.js';
import { ExplanationService } from './access/explanation.service.js';
import { ApiKeyController } from './api-key/api-key.controller.js';
import { ApiKeyService } from './api-key/api-keys.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditReading } from './audit/audit-reading.service.js';
import { AuditSealing } from './audit/audit-sealing.service.js';
import { AuditVerification } from './audit/audit-verification.service.js';
import { IdentityAuthenticator } from './authentication/identity-authenticator.service.js';
import { KnownCallers } from './authentication/known-callers.service.js';
import { LastUse } from './authentication/last-use.service.js';
import { OverRows } from './authentication/over-rows.service.js';
import { BreakGlassController } from './break-glass/break-glass.controller.js';
import { BreakGlass } from './break-glass/break-glass.service.js';
import { DataExportController } from './data-export/data-export.controller.js';
import { DataExports } from './data-export/data-exports.service.js';
import { ExportJob } from './data-export/export-job.service.js';
import { DelegationController } from './delegation/delegation.controller.js';
import { Delegations } from './delegation/delegations.service.js';
import { ErasureController } from './erasure/erasure.controller.js';
import { ErasureJob } from './erasure/erasure-job.service.js';
import { Erasures } from './erasure/erasures.service.js';
import { InvitationController } from './invitation/invitation.controller.js';
import { Invitations } from './invitation/invitations.service.js';
import { JobController } from './job/job.controller.js';
import { JobHousekeeping } from './job/job-housekeeping.service.js';
import { Jobs } from './job/jobs.service.js';
import { LegacyUserTypeController } from './legacy-user-type/legacy-user-type.controller.js';
import { LegacyUserTypeService } from './legacy-user-type/legacy-user-types.service.js';
import { NotificationController } from './notification/notification.controller.js';
import { Notifications } from './notification/notifications.service.js';
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
import { UserTypeChangeController } from './user-type-change/user-type-change.controller.js';
import { UserTypeChanges } from './user-type-change/user-type-changes.service.js';

@Module({
  controllers: [
    AccessController,
    AuditController,
    SessionController,
    ProfileController,
    InvitationController,
    ApiKeyController,
    NotificationController,
    UserTypeChangeController,
    LegacyUserTypeController,
    BreakGlassController,
    DelegationController,
    JobController,
    DataExportController,
    ErasureController,
  ],
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
    Notifications,
    UserTypeChanges,
    LegacyUserTypeService,
    BreakGlass,
    Delegations,
    Jobs,
    JobHousekeeping,
    DataExports,
    ExportJob,
    Erasures,
    ErasureJob,
    AuditReading,
    AuditSealing,
    ExplanationService,
    DifferenceService,
    { provide: Authenticator, useClass: IdentityAuthenticator },
    { provide: PatientProfiles, useClass: FilledProfiles },
    { provide: Users, useExisting: UserService },
    { provide: ApiKeys, useExisting: ApiKeyService },
    { provide: AuditTrail, useClass: AuditVerification },
    { provide: AccessExplanations, useExisting: ExplanationService },
    { provide: AccessDifferences, useExisting: DifferenceService },
    { provide: LegacyUserTypes, useExisting: LegacyUserTypeService },
  ],
  exports: [
    Authenticator,
    PatientProfiles,
    Users,
    ApiKeys,
    AuditTrail,
    AccessExplanations,
    AccessDifferences,
    LegacyUserTypes,
  ],
})
export class IdentityModule {}
