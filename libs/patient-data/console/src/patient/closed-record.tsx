import { AlertIcon, ApiError, Loaded, ProblemAlert } from '@carenode/ui';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { membershipQuery } from './patient.queries.js';

interface ClosedRecordProps {
  readonly patientId: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Tells a provider why a record is not there, as far as they may know it, and what is left in an emergency. */
export function ClosedRecord({ patientId, error, onRetry }: ClosedRecordProps) {
  const isUnseen = error instanceof ApiError && (error.status === 404 || error.status === 403);
  const membership = useQuery({ ...membershipQuery(patientId), enabled: isUnseen });
  if (!isUnseen) return <ProblemAlert error={error} onRetry={onRetry} />;
  return (
    <Stack align="flex-start">
      <Loaded query={membership}>
        {(member) =>
          member ? (
            <Alert role="alert" color="yellow" icon={<AlertIcon />} title="The record is closed" data-closed>
              <Text size="sm">
                You are in the care team of {member.patientName ?? 'this patient'}, who does not consent to
                care at the moment. You see nothing of the record until they do.
              </Text>
            </Alert>
          ) : (
            <ProblemAlert error={error} onRetry={onRetry} />
          )
        }
      </Loaded>
      <Button component={Link} to={`/app/emergency-access?patient=${patientId}`} variant="default">
        Emergency access …
      </Button>
    </Stack>
  );
}
