import { ConfirmDialog, dayText, Section } from '@carenode/ui';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { AFTER_WITHDRAWAL, type PurposeState, sinceText } from './consent.rules.js';
import { ConsentTextView } from './consent-text-view.js';
import { useGive, useWithdraw } from './consents.queries.js';

const NAMES = {
  care: 'Care by your care team',
  research: 'Research',
  'ai-assistance': 'Help from AI',
  marketing: 'Offers and news',
} as const;

/** One purpose: its text, whether the patient agrees, and the way to say otherwise. */
export function ConsentCard({ state }: { readonly state: PurposeState }) {
  const { purpose, text, given, isOlder } = state;
  const [asking, setAsking] = useState<'give' | 'withdraw' | null>(null);
  const give = useGive();
  const withdraw = useWithdraw();
  const title = text?.title ?? NAMES[purpose];
  const ask = (what: 'give' | 'withdraw') => {
    give.reset();
    withdraw.reset();
    setAsking(what);
  };
  const close = () => setAsking(null);
  return (
    <div data-consent={purpose} data-given={given !== null}>
      <Section
        title={title}
        about={sinceText(state)}
        actions={
          <Badge color={given ? 'green' : 'gray'} size="lg">
            {given ? 'You agree' : 'Not agreed'}
          </Badge>
        }
      >
        <Stack>
          {text ? (
            <>
              <ConsentTextView body={text.body} />
              <Text size="xs" c="dimmed">
                Version {text.version}, of {dayText(text.publishedAt)}
                {isOlder && given && ` · you agreed to version ${given.textVersion}, which still holds`}
              </Text>
            </>
          ) : (
            <Text size="sm">There is no text to agree to on this instance.</Text>
          )}
          <Group gap="sm">
            {text && (given === null || isOlder) && (
              <Button onClick={() => ask('give')} aria-label={`Agree: ${title}`}>
                {isOlder ? 'Agree to the new version …' : 'Agree …'}
              </Button>
            )}
            {given && (
              <Button variant="default" onClick={() => ask('withdraw')} aria-label={`Withdraw: ${title}`}>
                Withdraw …
              </Button>
            )}
          </Group>
        </Stack>
      </Section>
      {text && (
        <ConfirmDialog
          opened={asking === 'give'}
          title={`Agree to “${title}”?`}
          confirm="I agree"
          pending={give.isPending}
          error={give.error}
          onConfirm={() => give.mutate({ purpose, textVersion: text.version }, { onSuccess: close })}
          onClose={close}
        >
          <ConsentTextView body={text.body} />
        </ConfirmDialog>
      )}
      <ConfirmDialog
        opened={asking === 'withdraw'}
        title={`Withdraw “${title}”?`}
        confirm="Withdraw"
        danger
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate(purpose, { onSuccess: close })}
        onClose={close}
      >
        {AFTER_WITHDRAWAL[purpose]}
      </ConfirmDialog>
    </div>
  );
}
