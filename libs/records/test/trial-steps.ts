import type { Answer, TestClient } from '@carenode/testing';

import type { Page, Problem, World } from './people.js';

export interface Member {
  readonly id: string;
  readonly status: string;
  readonly providerId: string;
  readonly trialTitle: string | null;
  readonly providerName: string | null;
}
export interface Need {
  readonly tableName: string;
  readonly variableId: string | null;
  readonly variableName: string | null;
}

export const TRIALS = '/api/v1/trials';

/** The steps of a trial, each by whom it is up to. */
export class TrialSteps {
  constructor(private readonly world: World) {}

  async propose(): Promise<string> {
    return (await this.world.partner.post<{ id: string }>(TRIALS, { title: 'Walks' })).body.id;
  }

  set(client: TestClient, id: string, status: string): Promise<Answer<Problem>> {
    return client.patch<Problem>(`${TRIALS}/${id}`, { status });
  }

  name(id: string, needs: object, who = this.world.partner): Promise<Answer<Page<Need> & Problem>> {
    return who.put<Page<Need> & Problem>(`${TRIALS}/${id}/data-needs`, needs);
  }

  invite(id: string, body: object, who = this.world.partner): Promise<Answer<Member & Problem>> {
    return who.post<Member & Problem>(`${TRIALS}/${id}/team`, body);
  }

  /** A trial that asked for this, was approved, and takes participants. */
  async open(needs: object): Promise<string> {
    const id = await this.propose();
    expect((await this.name(id, needs)).status).toBe(200);
    await this.set(this.world.admin, id, 'approved');
    await this.set(this.world.partner, id, 'active');
    return id;
  }

  /** Takes the provider into the team; returns the place. */
  async join(id: string, provider: TestClient): Promise<string> {
    const { body } = await this.invite(id, { providerId: provider.id });
    expect((await provider.post(`${TRIALS}/${id}/team/${body.id}/accept`)).status).toBe(200);
    return body.id;
  }

  /** Brings in a patient who is in the care of the world's provider, with consent; returns the path of the enrolment. */
  async enroll(id: string, patient: TestClient): Promise<string> {
    const { body } = await this.world.provider.post<{ id: string }>(`${TRIALS}/${id}/enrollments`, {
      patientId: patient.id,
    });
    const path = `${TRIALS}/${id}/enrollments/${body.id}`;
    const consent = { purpose: 'research', textVersion: 1 };
    expect((await patient.post('/api/v1/patients/me/consents', consent)).status).toBe(201);
    expect((await patient.patch(path, { status: 'enrolled' })).status).toBe(200);
    return path;
  }
}
