import {
  answerOf,
  api,
  ChevronRightIcon,
  Loaded,
  LoadMore,
  Nothing,
  PageHeader,
  PeopleIcon,
  SearchIcon,
  Section,
  useSession,
} from '@carenode/ui';
import { Avatar, Group, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate } from 'react-router';

import { aboutOf, nameOf, type Patient } from '../patient/patient.queries.js';
import classes from './patients.module.css';

export function Component() {
  const { userType } = useSession();
  return userType === 'patient' ? <Navigate to="/patients/me" replace /> : <PatientsPage />;
}

/** The patients in a provider's care. */
function PatientsPage() {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const patients = useInfiniteQuery({
    queryKey: ['patients', 'list', q],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/patients', {
          params: { query: { limit: 25, cursor: pageParam, q: q || undefined } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title="Patients" about="Those in whose care team you are." />
      <Section title="In your care">
        <TextInput
          type="search"
          label="Search"
          description="By the beginning of a name or e-mail address"
          leftSection={<SearchIcon size={18} />}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          size="sm"
          mb="md"
        />
        <Loaded query={patients} lines={6}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length > 0) return <PatientList patients={items} />;
            return q === '' ? (
              <Nothing
                icon={PeopleIcon}
                title="No patients yet"
                text="A patient appears here once they have accepted you into their care team."
              />
            ) : (
              <Nothing icon={PeopleIcon} title="Nobody was found" text="Try the beginning of another name." />
            );
          }}
        </Loaded>
        <LoadMore query={patients} />
      </Section>
    </>
  );
}

function PatientList({ patients }: { readonly patients: readonly Patient[] }) {
  return (
    <Stack
      component="ul"
      gap={0}
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
      aria-label="Patients in your care"
    >
      {patients.map((patient) => (
        <li key={patient.id}>
          <UnstyledButton component={Link} to={`/patients/${patient.id}`} className={classes.patient}>
            <Group wrap="nowrap" gap="md">
              <Avatar name={nameOf(patient)} color="care" size={40} aria-hidden="true" />
              <div style={{ flex: 1, minWidth: 0 }}>
                <Text fw={600}>{nameOf(patient)}</Text>
                <Text size="sm" c="dimmed">
                  {aboutOf(patient)}
                </Text>
              </div>
              <ChevronRightIcon />
            </Group>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}
