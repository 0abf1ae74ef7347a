import { Loaded, ProblemAlert } from '@carenode/ui';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { alongOf } from './module-state.rules.js';
import { type Module, moduleQuery, useSwitch } from './modules.queries.js';

export interface Switching {
  readonly module: Module;
  readonly on: boolean;
}

interface SwitchDialogProps {
  readonly switching: Switching | null;
  readonly titleOf: (name: string) => string;
  readonly onClose: () => void;
}

/** Asks before a module is switched, as everybody on the instance is affected. */
export function SwitchDialog({ switching, titleOf, onClose }: SwitchDialogProps) {
  return (
    <Modal
      opened={switching !== null}
      onClose={onClose}
      title={switching ? `Switch ${switching.on ? 'on' : 'off'} “${switching.module.title}”?` : ''}
      size="lg"
    >
      {switching && <Confirmation {...switching} titleOf={titleOf} onClose={onClose} />}
    </Modal>
  );
}

type ConfirmationProps = Switching & Pick<SwitchDialogProps, 'titleOf' | 'onClose'>;

function Confirmation({ module: { name, requires, requiredBy }, on, titleOf, onClose }: ConfirmationProps) {
  const current = useQuery(moduleQuery(name));
  const [reason, setReason] = useState('');
  const change = useSwitch();
  const along = alongOf(change.error);
  const others = (on ? requires : requiredBy).map(titleOf);
  const send = (etag: string | null, withOthers: boolean) =>
    change.mutate({ name, on, etag, reason: reason.trim(), along: withOthers }, { onSuccess: onClose });
  return (
    <Stack>
      <Text size="sm">
        {on
          ? 'Its pages and its API are there at once for everybody it is meant for.'
          : 'Its pages and its API are gone at once for everybody. What was recorded stays, and is there again when it is switched on.'}
      </Text>
      {others.length > 0 && (
        <Text size="sm" c="dimmed">
          {on ? 'It requires' : 'It is required by'}: {others.join(', ')}.
        </Text>
      )}
      {change.error && <ProblemAlert error={change.error} title="The module was not switched" />}
      <TextInput
        label="Reason"
        description="Optional; kept with the change."
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <Loaded query={current} lines={1}>
        {({ etag }) => (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            {along && (
              <Button color={on ? 'care' : 'red'} loading={change.isPending} onClick={() => send(etag, true)}>
                Switch {on ? 'on' : 'off'} with {along.map(titleOf).join(', ')}
              </Button>
            )}
            {!along && (
              <Button
                color={on ? 'care' : 'red'}
                loading={change.isPending}
                onClick={() => send(etag, false)}
              >
                Switch {on ? 'on' : 'off'}
              </Button>
            )}
          </Group>
        )}
      </Loaded>
    </Stack>
  );
}
