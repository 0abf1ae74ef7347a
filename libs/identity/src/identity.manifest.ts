import { defineModule } from '@carenode/module-kit';

import { ApiKey } from './api-key/api-key.entity.js';
import { apiKeyPolicies } from './api-key/api-key.policies.js';
import { BreakGlassGrant } from './break-glass/break-glass-grant.entity.js';
import { breakGlassGrantPolicies } from './break-glass/break-glass-grant.policies.js';
import { Delegation } from './delegation/delegation.entity.js';
import { delegationPolicies } from './delegation/delegation.policies.js';
import { DataExport, DataExportPart } from './data-export/data-export.entity.js';
import { dataExportPartPolicies, dataExportPolicies } from './data-export/data-export.policies.js';
import { ExportJob } from './data-export/export-job.service.js';
import { ErasureJob } from './erasure/erasure-job.service.js';
import { ErasureRequest } from './erasure/erasure-request.entity.js';
import { erasureRequestPolicies } from './erasure/erasure-request.policies.js';
import { auditChangePolicies, auditEventPolicies, auditSealPolicies } from './audit/audit.policies.js';
import { AuditChange } from './audit/audit-change.entity.js';
import { AuditEvent } from './audit/audit-event.entity.js';
import { AuditSeal } from './audit/audit-seal.entity.js';
import { identityAdoptions } from './identity.adoption.js';
import { createDemoPeople } from './identity.demo.js';
import { identityErrors } from './identity.errors.js';
import { IdentityModule } from './identity.module.js';
import { identitySettings } from './identity.settings.js';
import { Invitation } from './invitation/invitation.entity.js';
import { invitationPolicies } from './invitation/invitation.policies.js';
import { Job } from './job/job.entity.js';
import { jobPolicies, SET_ONCE } from './job/job.policies.js';
import { LegacyUserType } from './legacy-user-type/legacy-user-type.entity.js';
import { legacyUserTypePolicies } from './legacy-user-type/legacy-user-type.policies.js';
import { migrations } from './migrations/index.js';
import { Notification } from './notification/notification.entity.js';
import { notificationPolicies } from './notification/notification.policies.js';
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
import { UserTypeChange } from './user-type-change/user-type-change.entity.js';
import { userTypeChangePolicies } from './user-type-change/user-type-change.policies.js';

/** Who people are and how they, and programs on their behalf, prove it. */
export default defineModule({
  name: 'identity',
  title: 'People and sign-in',
  required: true,
  tables: [
    {
      name: 'profiles',
      entity: Profile,
      holds: 'personal',
      about: 'id',
      policies: profilePolicies,
      audit: { plain: ['user_type', 'gender', 'time_zone', 'legacy_user_type'] },
      onErasure: {
        pseudonymise: {
          email: 'null',
          first_name: 'null',
          last_name: 'null',
          date_of_birth: 'null',
          gender: 'null',
          time_zone: `'UTC'`,
          deleted_at: 'coalesce(deleted_at, now())',
          legacy_user_type: 'null',
        },
        why: 'What others keep refers to the person by an id that then stands for nobody.',
      },
      guarded: {
        user_type:
          'carenode.request_user_type_change and carenode.decide_user_type_change, by other admins in person; and by the merge of user types of an adopted system, as carenode.approve_legacy_user_type approved',
        legacy_user_type: 'never by callers: the adoption of another system notes it',
      },
    },
    {
      name: 'profile_identifiers',
      entity: ProfileIdentifier,
      holds: 'personal',
      about: 'profile_id',
      policies: profileIdentifierPolicies,
    },
    {
      name: 'credentials',
      secret: ['password_hash'],
      entity: Credential,
      holds: 'personal',
      about: 'profile_id',
      policies: credentialPolicies,
    },
    {
      name: 'sessions',
      entity: Session,
      holds: 'personal',
      about: 'profile_id',
      policies: sessionPolicies,
      audit: { quiet: ['last_seen_at'] },
    },
    {
      name: 'sign_in_failures',
      entity: SignInFailure,
      holds: 'operational',
      policies: signInFailurePolicies,
      audit: { off: 'These are counters of the last minutes; they name nobody.' },
    },
    {
      name: 'invitations',
      entity: Invitation,
      holds: 'personal',
      about: 'invited_by',
      policies: invitationPolicies,
      audit: { plain: ['user_type'] },
    },
    {
      name: 'api_keys',
      entity: ApiKey,
      holds: 'operational',
      policies: apiKeyPolicies,
      audit: { plain: ['scope'], quiet: ['last_used_at'] },
    },
    {
      name: 'notifications',
      entity: Notification,
      holds: 'personal',
      about: 'profile_id',
      policies: notificationPolicies,
      audit: { plain: ['kind'] },
    },
    {
      name: 'user_type_changes',
      entity: UserTypeChange,
      holds: 'personal',
      about: 'profile_id',
      policies: userTypeChangePolicies,
      onErasure: { keep: 'Who could do what in the instance, and who granted it, must stay provable.' },
      audit: { plain: ['from_type', 'to_type', 'status'] },
      guarded: { status: 'carenode.decide_user_type_change, by an admin who neither asked nor is concerned' },
    },
    {
      name: 'legacy_user_types',
      entity: LegacyUserType,
      holds: 'operational',
      policies: legacyUserTypePolicies,
      audit: { plain: ['name', 'user_type', 'status', 'approved_difference'] },
      guarded: { status: 'carenode.approve_legacy_user_type, by an admin in person, or two' },
    },
    {
      name: 'break_glass_grants',
      entity: BreakGlassGrant,
      holds: 'personal',
      about: 'patient_id',
      policies: breakGlassGrantPolicies,
      onErasure: {
        pseudonymise: {
          reason: `'(taken away by erasure)'`,
          review_note: `case when review_note is not null then '(taken away by erasure)' end`,
          lift_reason: `case when lift_reason is not null then '(taken away by erasure)' end`,
        },
        why: 'That a record was opened in an emergency, and reviewed, must stay provable; why may tell of the patient.',
      },
      audit: { plain: ['user_type', 'verdict'] },
      guarded: {
        expires_at: 'never: a grant is made for at most an hour',
        ended_at: 'carenode.end_break_glass and carenode.review_break_glass',
        verdict: 'carenode.review_break_glass, by an admin who did not open the record',
        lifted_at: 'carenode.lift_break_glass_suspension, by an admin who did not open the record',
      },
    },
    {
      name: 'delegations',
      entity: Delegation,
      holds: 'personal',
      about: 'patient_id',
      policies: delegationPolicies,
      onErasure: { keep: 'Who acted for whom, and by which right, must stay provable.' },
      audit: { plain: ['relation', 'status'] },
      guarded: {
        status:
          'carenode.accept_delegation by the guardian, carenode.end_delegation by either side or an admin',
        guardian_id: 'never: another guardian is another delegation',
      },
    },
    {
      name: 'jobs',
      entity: Job,
      holds: 'personal',
      about: 'about',
      secret: ['worker', 'lease_until'],
      policies: jobPolicies,
      onErasure: {
        pseudonymise: { input: `'{}'::jsonb`, progress_note: 'null', result: 'null', problem: 'null' },
        why: 'That work was done stays, without what it was about.',
      },
      audit: {
        plain: ['kind', 'status', 'user_type', 'actor', 'purpose', 'scopes'],
        quiet: ['progress_done', 'progress_total', 'progress_note', 'lease_until'],
      },
      guarded: SET_ONCE,
    },
    {
      name: 'data_exports',
      entity: DataExport,
      holds: 'personal',
      about: 'patient_id',
      policies: dataExportPolicies,
    },
    {
      name: 'data_export_parts',
      entity: DataExportPart,
      holds: 'clinical',
      about: 'patient_id',
      policies: dataExportPartPolicies,
      audit: { off: 'Pieces of a file; that the file was made is an event.' },
    },
    {
      name: 'erasure_requests',
      entity: ErasureRequest,
      holds: 'personal',
      about: 'patient_id',
      policies: erasureRequestPolicies,
      onErasure: { keep: 'Proof that the person asked to be erased, and that it was done.' },
      audit: { plain: ['status', 'acknowledgement', 'erased'] },
    },
    {
      name: 'audit_events',
      entity: AuditEvent,
      holds: 'operational',
      about: 'patient_id',
      policies: auditEventPolicies,
      onErasure: { keep: 'Who did what with whose data must stay provable; events name people by id only.' },
      audit: { off: 'It is the audit trail.' },
    },
    {
      name: 'audit_changes',
      entity: AuditChange,
      holds: 'operational',
      about: 'patient_id',
      policies: auditChangePolicies,
      audit: { off: 'It is the audit trail.' },
    },
    {
      name: 'audit_seals',
      entity: AuditSeal,
      holds: 'operational',
      policies: auditSealPolicies,
      audit: { off: 'It is the audit trail.' },
    },
  ],
  migrations,
  jobs: { export: ExportJob, erasure: ErasureJob },
  settings: identitySettings,
  errors: identityErrors.table,
  nest: IdentityModule,
  gains: {
    'provider select profiles': 'Who breaks the glass sees whose record it is.',
    'provider select profile_identifiers':
      'Who breaks the glass sees by which numbers others know the patient.',
  },
  adopts: identityAdoptions,
  demo: createDemoPeople,
});
