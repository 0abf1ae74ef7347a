import {
  AlertIcon,
  fieldErrorsOf,
  Loaded,
  momentText,
  ProblemAlert,
  Section,
  useSession,
  ConfirmDialog,
} from '@carenode/ui';
import { Alert, Button, Checkbox, List, PasswordInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { isWaiting } from './export.rules.js';
import { erasureQuery, useAskForErasure, useWithdrawErasure } from './my-data.queries.js';

/** What the instance wants to hear word for word. */
const ACKNOWLEDGEMENT = 'I understand that everything about me will be erased and cannot be brought back.';

/** The patient asks for their account to be deleted, or thinks better of it. */
export function ErasureSection() {
  const { isActedFor } = useSession();
  const request = useQuery(erasureQuery);
  const withdraw = useWithdrawErasure();
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title="Delete my account"
      about="You leave this instance, and what it holds about you is deleted."
    >
      <Loaded query={request}>
        {(last) =>
          last !== null && isWaiting(last) ? (
            <Alert
              color="red"
              icon={<AlertIcon />}
              title="Your account is going to be deleted"
              data-erasure="requested"
            >
              <Stack gap="sm" align="flex-start">
                <Text size="sm">
                  It is deleted on {momentText(last.dueAt)}. Until then you can take the request back, and use
                  your account as before.
                </Text>
                {withdraw.error && <ProblemAlert error={withdraw.error} />}
                {!isActedFor && (
                  <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
                    Keep my account
                  </Button>
                )}
              </Stack>
            </Alert>
          ) : (
            <Stack gap="sm" align="flex-start">
              <WhatHappens />
              {isActedFor ? (
                <Text size="sm">Only the patient themself can ask for this, not who acts for them.</Text>
              ) : (
                <Button color="red" variant="light" onClick={() => setAsking(true)}>
                  Delete my account …
                </Button>
              )}
            </Stack>
          )
        }
      </Loaded>
      <ErasureDialog opened={asking} onClose={() => setAsking(false)} />
    </Section>
  );
}

function WhatHappens() {
  return (
    <List size="sm" spacing={4}>
      <List.Item>
        Your health record is deleted: measurements, conditions, treatments, all that you wrote down.
      </List.Item>
      <List.Item>Who you are is made unknown, and you can no longer sign in.</List.Item>
      <List.Item>
        That something was looked at, when and by whom stays in the audit trail, without what it was.
      </List.Item>
      <List.Item>
        There are some days in which you can take it back; you see until when once you have asked.
      </List.Item>
      <List.Item>Make a file with your data first, if you want to keep it.</List.Item>
    </List>
  );
}

function ErasureDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [understood, setUnderstood] = useState(false);
  const ask = useAskForErasure();
  const errors = fieldErrorsOf(ask.error, { password: 'Password' });
  const close = () => {
    setPassword('');
    setUnderstood(false);
    ask.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title="Delete your account?"
      confirm="Delete my account"
      danger
      disabled={!understood || password === ''}
      pending={ask.isPending}
      error={errors ? null : ask.error}
      onConfirm={() => ask.mutate({ password, acknowledgement: ACKNOWLEDGEMENT }, { onSuccess: close })}
      onClose={close}
    >
      <WhatHappens />
      <Checkbox
        label={ACKNOWLEDGEMENT}
        checked={understood}
        onChange={(event) => setUnderstood(event.currentTarget.checked)}
      />
      <PasswordInput
        label="Your password"
        description="So that nobody else does this at your device."
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={errors?.password}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
    </ConfirmDialog>
  );
}
