import { startTestHost, type TestHost } from '@carenode/testing';
import type { VariableRef } from '@carenode/records-contract';

import { VARIABLES } from '../src/import/format/variables.js';
import { ended, reportOf, upload } from './imports.js';

const SHARED: readonly VariableRef[] = Object.values<VariableRef>(VARIABLES);
const STEPS = `<?xml version="1.0" encoding="UTF-8"?>
<HealthData locale="en_GB">
 <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" creationDate="2026-03-01 08:10:00 +0100" startDate="2026-03-01 08:00:00 +0100" endDate="2026-03-01 08:05:00 +0100" value="480"/>
</HealthData>
`;

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

describe('The variables that several formats share', () => {
  it('are those of the catalogue, with the same names, plain names, units and kinds', async () => {
    const { rows } = await host.database.admin.query<Record<string, string | null>>(
      `select code_system as system, code, name, display_name, unit_code as unit, kind
         from variables where patient_id is null`,
    );
    const byCode = new Map(rows.map((row) => [`${row['system']}|${row['code']}`, row]));
    expect(SHARED.map(({ system, code }) => byCode.get(`${system}|${code}`))).toEqual(
      SHARED.map(({ system, code, name, displayName, unit, kind }) => ({
        system,
        code,
        name,
        display_name: displayName ?? null,
        unit,
        kind,
      })),
    );
  });

  it('have a plain name where LOINC names them, and a name of their own otherwise', () => {
    expect(SHARED.filter(({ system, displayName }) => system === 'http://loinc.org' && !displayName)).toEqual(
      [],
    );
    expect(SHARED.filter(({ system, displayName }) => system !== 'http://loinc.org' && displayName)).toEqual(
      [],
    );
  });
});

describe('A variable that an import makes', () => {
  it('has its plain name beside that of LOINC, as the patient’s own', async () => {
    const patient = await host.signedIn('patient');
    // An instance whose admin keeps no steps in the catalogue.
    await host.database.admin.query(`delete from variables where patient_id is null and code = '55423-8'`);
    const sent = await upload(patient, STEPS, { type: 'application/xml' });
    expect(reportOf(await ended(patient, sent.body.id)).total).toMatchObject({ read: 1, stored: 1 });
    const { body } = await patient.get<{ items: object[] }>('/api/v1/patients/me/variables');
    expect(body.items).toMatchObject([
      {
        name: 'Number of steps in unspecified time Pedometer',
        displayName: 'Steps',
        code: '55423-8',
        kind: 'sum',
        unitCode: '{steps}',
      },
    ]);
    const found = await patient.get<{ items: { patientId: string | null }[] }>('/api/v1/variables?q=STEPS');
    expect(found.body.items.map(({ patientId }) => patientId)).toContain(patient.id);
  });
});
