import { AlertIcon, CheckIcon, fieldErrorsOf, ProblemAlert, Section } from '@carenode/ui';
import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { matrixQuery } from '../matrix/matrix.queries.js';
import { verbText } from '../matrix/matrix.rules.js';
import { PersonPicker } from '../people/person-picker.js';
import { type Person } from '../people/person.rules.js';
import { type AccessExplanation, useExplain } from './explain.queries.js';
import { FACTOR_LABELS } from './explain.rules.js';

const VERBS = (['select', 'insert', 'update', 'delete'] as const).map((value) => ({
  value,
  label: verbText(value),
}));
type Verb = (typeof VERBS)[number]['value'];

/** Why may somebody do something, or not? The database answers. */
export function Component() {
  const [person, setPerson] = useState<Person | null>(null);
  const [table, setTable] = useState('');
  const [verb, setVerb] = useState<Verb>('select');
  const [row, setRow] = useState('');
  const tables = useQuery(matrixQuery).data ?? [];
  const explain = useExplain();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!person || table === '') return;
    explain.mutate({ user: person.id, table, verb, ...(row.trim() === '' ? {} : { row: row.trim() }) });
  };
  const errors = fieldErrorsOf(explain.error, { user: 'Person', table: 'Table', row: 'Row', verb: 'What' });
  return (
    <Stack gap="lg">
      <Section
        title="Why may somebody do something?"
        about="The database tries it for them and takes it back. The answer never shows what is in a row; a question about a person’s row stands in that person’s access log."
      >
        <form onSubmit={submit} aria-label="Explain access">
          <Stack>
            {explain.error && !errors && <ProblemAlert error={explain.error} />}
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <PersonPicker label="Person" value={person} onChange={setPerson} error={errors?.user} />
              <NativeSelect
                label="Table"
                description="What it is about"
                size="md"
                value={table}
                onChange={(event) => setTable(event.currentTarget.value)}
                data={[{ value: '', label: 'Choose …' }, ...tables.map((one) => one.table).sort()]}
                error={errors?.table}
              />
              <NativeSelect
                label="What"
                description="What they would do with it"
                size="md"
                value={verb}
                onChange={(event) => setVerb(event.currentTarget.value as Verb)}
                data={VERBS}
                error={errors?.verb}
              />
              <TextInput
                label="Row"
                description="The id of a row; empty: the table as a whole"
                autoComplete="off"
                spellCheck={false}
                maxLength={36}
                value={row}
                onChange={(event) => setRow(event.currentTarget.value)}
                error={errors?.row}
              />
            </SimpleGrid>
            <Group justify="flex-end">
              <Button type="submit" loading={explain.isPending} disabled={!person || table === ''}>
                Explain
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {explain.data && <Answer explanation={explain.data} />}
    </Stack>
  );
}

function Answer({ explanation }: { readonly explanation: AccessExplanation }) {
  const { allowed, verdict, factors } = explanation;
  return (
    <Section title="Answer">
      <Stack data-explanation={allowed ? 'allowed' : 'refused'}>
        <Alert
          role="status"
          color={allowed ? 'green' : 'red'}
          icon={allowed ? <CheckIcon /> : <AlertIcon />}
          title={allowed ? 'Yes' : 'No'}
        >
          {verdict}
        </Alert>
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Reasons">
          {factors.map(({ factor, holds, says }, at) => (
            <Group key={at} component="li" gap="sm" wrap="nowrap" align="flex-start">
              {holds ? <CheckIcon /> : <AlertIcon />}
              <div>
                <Text size="sm" fw={600}>
                  {FACTOR_LABELS[factor]}: {holds ? 'lets them' : 'does not let them'}
                </Text>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {says}
                </Text>
              </div>
            </Group>
          ))}
        </Stack>
      </Stack>
    </Section>
  );
}
