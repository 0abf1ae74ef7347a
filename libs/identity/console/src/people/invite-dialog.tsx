import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import {
  answerOf,
  api,
  CopyField,
  dayText,
  fieldErrorsOf,
  formText,
  ProblemAlert,
  type UserType,
} from '@carenode/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';

import { userTypeOptions } from './user-types.js';

interface InviteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes an invitation and shows its link, which is shown this once. */
export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: (body: { email: string; userType: UserType }) =>
      answerOf(api.POST('/api/v1/invitations', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations'] }),
    // The link lets its holder in: it is not kept longer than it is shown.
    gcTime: 0,
  });
  const close = () => {
    onClose();
    invite.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={invite.data ? 'Invitation made' : 'Invite somebody'}
      size="lg"
    >
      {invite.data ? (
        <Stack>
          <Text size="sm">
            Give this link to <b>{invite.data.email}</b>, on a way that only they can read. It works once,
            until {dayText(invite.data.expiresAt)}, and cannot be shown again.
          </Text>
          <CopyField
            label="Link of the invitation"
            value={new URL(invite.data.link, window.location.origin).href}
          />
          <Group justify="flex-end">
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <InviteForm
          pending={invite.isPending}
          error={invite.error}
          onSubmit={(person) => invite.mutate(person)}
          onCancel={close}
        />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (person: { email: string; userType: UserType }) => void;
  readonly onCancel: () => void;
}

function InviteForm({ pending, error, onSubmit, onCancel }: InviteFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    onSubmit({ email: formText(data, 'email').trim(), userType: formText(data, 'userType') as UserType });
  };
  const errors = fieldErrorsOf(error, { email: 'E-mail address', userType: 'Role' });
  return (
    <form onSubmit={submit} aria-label="Invite somebody">
      <Stack>
        {error && !errors && <ProblemAlert error={error} />}
        <TextInput
          name="email"
          type="email"
          label="E-mail address"
          description="What they will sign in with. Carenode sends nothing: you get a link to hand over."
          autoComplete="off"
          required
          withAsterisk={false}
          data-autofocus
          error={errors?.email}
        />
        <NativeSelect
          name="userType"
          label="Role"
          size="md"
          defaultValue="patient"
          data={userTypeOptions}
          error={errors?.userType}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            Make the invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
