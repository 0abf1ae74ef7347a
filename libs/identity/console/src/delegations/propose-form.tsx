import { fieldErrorsOf, ProblemAlert, Section } from '@carenode/ui';
import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { PersonPicker } from '../people/person-picker.js';
import { type Person, personText } from '../people/person.rules.js';
import { instantOfDay } from './delegation.rules.js';
import { useProposeDelegation } from './delegations.queries.js';

const RELATIONS = [
  { value: 'parent', label: 'Parent' },
  { value: 'legal-guardian', label: 'Legal guardian' },
  { value: 'caregiver', label: 'Caregiver' },
] as const;
type Relation = (typeof RELATIONS)[number]['value'];

/** An admin who saw the papers proposes that somebody acts for a patient. */
export function ProposeForm() {
  const [guardian, setGuardian] = useState<Person | null>(null);
  const [patient, setPatient] = useState<Person | null>(null);
  const [relation, setRelation] = useState<Relation>('parent');
  const [endDay, setEndDay] = useState('');
  const propose = useProposeDelegation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!guardian || !patient) return;
    propose.mutate(
      { guardianId: guardian.id, patientId: patient.id, relation, endsAt: instantOfDay(endDay) },
      {
        onSuccess: () => {
          setGuardian(null);
          setPatient(null);
          setEndDay('');
        },
      },
    );
  };
  const errors = fieldErrorsOf(propose.error, {
    guardianId: 'Guardian',
    patientId: 'Patient',
    endsAt: 'Until',
  });
  return (
    <Section
      title="Propose a delegation"
      about="Only when you have seen the papers that say so. The guardian has to accept; then they act with all rights of the patient, under their own name."
    >
      <form onSubmit={submit} aria-label="Propose a delegation">
        <Stack>
          {propose.error && !errors && <ProblemAlert error={propose.error} />}
          {propose.data && (
            <Text size="sm" role="status">
              Proposed: {propose.data.guardianName ?? 'the guardian'} for{' '}
              {propose.data.patientName ?? 'the patient'}. It begins when the guardian accepts.
            </Text>
          )}
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <PersonPicker
              label="Guardian"
              description="Who acts: a patient or a provider of this instance"
              value={guardian}
              onChange={setGuardian}
              error={errors?.guardianId}
            />
            <PersonPicker
              label="Patient"
              description="For whom"
              userType="patient"
              value={patient}
              onChange={setPatient}
              error={errors?.patientId}
            />
            <NativeSelect
              label="By which right"
              description="As the papers say"
              size="md"
              data={RELATIONS}
              value={relation}
              onChange={(event) => setRelation(event.currentTarget.value as Relation)}
            />
            <TextInput
              type="date"
              label="Until"
              description="Such as the day a child comes of age; no day: no end"
              value={endDay}
              onChange={(event) => setEndDay(event.currentTarget.value)}
              error={errors?.endsAt}
            />
          </SimpleGrid>
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={propose.isPending}
              disabled={!guardian || !patient}
              aria-label={
                guardian && patient ? `Propose ${personText(guardian)} for ${personText(patient)}` : 'Propose'
              }
            >
              Propose
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
