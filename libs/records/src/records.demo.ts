import { fileURLToPath } from 'node:url';

import {
  type Demo,
  type DemoPerson,
  requestContext,
  type RequestContext,
  subjectOf,
  systemContext,
} from '@carenode/module-kit';
import { ReferenceData, type ReferenceImportReport } from '@carenode/records-contract';

import { TrialService } from './trial/trial.service.js';
import { TrialTeamService } from './trial-team/trial-team.service.js';
import { VariableService } from './variable/variable.service.js';

const REFERENCE = {
  icd10Cm: fileURLToPath(new URL('../reference/icd-10-cm/icd10cm-order-2021-subset.txt', import.meta.url)),
  ucum: fileURLToPath(new URL('../reference/ucum/ucum-essence.xml', import.meta.url)),
};

/**
 * The catalogues, and a trial that takes participants. Patients come with patient-data, which puts the demo's provider into
 * their care teams.
 */
export async function fillDemo(demo: Demo): Promise<void> {
  const ctx = systemContext('fill the demo: reference data');
  const reference = demo.service(ReferenceData);
  demo.log(`conditions: ${counted(await reference.importIcd10Cm(ctx, REFERENCE.icd10Cm))}`);
  demo.log(`units: ${counted(await reference.importUcum(ctx, REFERENCE.ucum))}`);
  const partner = demo.people.find((person) => person.userType === 'research-partner');
  const admin = demo.people.find((person) => person.userType === 'admin');
  const provider = demo.people.find((person) => person.userType === 'provider');
  if (partner && admin) await openTrial(demo, partner, admin, provider);
}

/** Systolic and diastolic blood pressure, and steps: the demo's trial needs nothing else of its participants. */
const NEEDED = ['8480-6', '8462-4', '41950-7', '55423-8'];

async function openTrial(
  demo: Demo,
  partner: DemoPerson,
  admin: DemoPerson,
  provider: DemoPerson | undefined,
): Promise<void> {
  const [trials, teams, variables] = [
    demo.service(TrialService),
    demo.service(TrialTeamService),
    demo.service(VariableService),
  ];
  const as = ({ id, userType }: DemoPerson) =>
    requestContext({ subject: id, userType, actor: { kind: 'cli', id: 'demo' } });
  const made = await trials.create(
    as(partner),
    {
      title: 'Daily walks and blood pressure',
      description:
        'Does a walk of half an hour a day lower blood pressure within twelve weeks? Participants measure at home.',
      eligibility: 'Adults with a systolic blood pressure of 130 mm[Hg] or more.',
      targetEnrollment: 40,
    },
    'demo',
  );
  const { id, status } = JSON.parse(made.text) as { id: string; status: string };
  if (status !== 'in-review') return;
  await teams.nameNeeds(as(partner), id, { variableIds: await variables.idsOf(as(partner), NEEDED) });
  if (provider) await joinTeam(teams, id, as(partner), as(provider));
  await trials.update(as(admin), id, { status: 'approved' });
  await trials.update(as(partner), id, { status: 'active' });
  demo.log('trials: 1 that takes participants');
}

async function joinTeam(
  teams: TrialTeamService,
  trialId: string,
  partner: RequestContext,
  provider: RequestContext,
): Promise<void> {
  const providerId = subjectOf(provider);
  const team = JSON.parse((await teams.list(partner, trialId, {})).text) as {
    items: { providerId: string }[];
  };
  if (team.items.some((member) => member.providerId === providerId)) return;
  const invited = JSON.parse((await teams.invite(partner, trialId, { providerId })).text) as { id: string };
  await teams.accept(provider, trialId, invited.id);
}

function counted({ created, updated, unchanged, refused }: ReferenceImportReport): string {
  return `${created} new, ${updated} changed, ${unchanged} as they were, ${refused} refused`;
}
