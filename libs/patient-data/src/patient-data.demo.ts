import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Users } from '@carenode/identity-contract';
import { type Demo, requestContext, systemContext, type UserType } from '@carenode/module-kit';
import { Imports, ReferenceFoods } from '@carenode/patient-data-contract';
import { CareTeams, TrialParticipation } from '@carenode/records-contract';

// src/ and dist/ lie beside demo/.
const FILES = new URL('../demo/synthea/', import.meta.url);
const FOODS = fileURLToPath(new URL('../reference/usda-sr/', import.meta.url));
/** Who takes part in the demo's trial, if there is one. */
const PARTICIPANT = 'murray.hane@demo.carenode.example';

/**
 * The reference foods, and synthetic patients with the records of their files, in the care of the demo's provider, which is consent to care; one of
 * them takes part in the demo's trial. Again changes nothing.
 */
export async function createDemoPatients(demo: Demo): Promise<void> {
  const ctx = systemContext('fill the demo instance');
  const { foods } = await demo.service(ReferenceFoods).importUsdaSr(ctx, FOODS);
  demo.log(`foods: ${foods.created} new, ${foods.updated} changed, ${foods.unchanged} as they were`);
  const [users, imports, careTeams] = [demo.service(Users), demo.service(Imports), demo.service(CareTeams)];
  const provider = demo.people.find((person) => person.userType === 'provider');
  const names = (await readdir(FILES)).filter((name) => name.endsWith('.json')).sort();
  for (const name of names) {
    const email = `${name.replace('.json', '').replace('-', '.')}@demo.carenode.example`;
    const known = await users.find(ctx, email);
    const { id } =
      known ?? (await users.create(ctx, { userType: 'patient', email, password: demo.password }));
    const outcome = await imports.importFile(ctx, id, fileURLToPath(new URL(name, FILES)));
    if (provider) await careTeams.assign(ctx, id, provider.id);
    demo.people.push({ id, userType: 'patient', email });
    if (outcome.status !== 'done') throw new Error(`The demo file ${name} asks something.`);
    const { stored, duplicate } = outcome.report.total;
    demo.log(`${email}: ${stored} entries stored, ${duplicate} there already`);
  }
  const participant = demo.people.find((person) => person.email === PARTICIPANT);
  if (!provider || !participant) return;
  const as = (id: string, userType: UserType) =>
    requestContext({ subject: id, userType, actor: { kind: 'cli', id: 'demo' } });
  const trial = await demo
    .service(TrialParticipation)
    .takePart(as(provider.id, 'provider'), as(participant.id, 'patient'));
  if (trial) demo.log(`${PARTICIPANT}: takes part in "${trial}"`);
}
