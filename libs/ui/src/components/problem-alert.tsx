import { Alert, Button, List, Stack, Text } from '@mantine/core';

import { wordsOf } from '../api/problem.js';
import { AlertIcon } from './icons.js';

interface ProblemAlertProps {
  readonly error: unknown;
  /** What did not work, when the error alone does not tell. */
  readonly title?: string;
  readonly onRetry?: () => void;
}

/** Says in words what went wrong; screen readers are told at once. */
export function ProblemAlert({ error, title, onRetry }: ProblemAlertProps) {
  const words = wordsOf(error);
  return (
    <Alert role="alert" color="red" icon={<AlertIcon />} title={title ?? words.title} data-problem>
      <Stack gap="xs" align="flex-start">
        {words.text !== '' && <Text size="sm">{words.text}</Text>}
        {words.fields.length === 1 && <Text size="sm">{words.fields[0]}</Text>}
        {words.fields.length > 1 && (
          <List size="sm">
            {words.fields.map((field) => (
              <List.Item key={field}>{field}</List.Item>
            ))}
          </List>
        )}
        {words.requestId !== undefined && <Text size="xs">Reference: {words.requestId}</Text>}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
