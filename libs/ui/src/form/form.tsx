import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

import { ProblemAlert } from '../components/problem-alert.js';

interface FormProps {
  /** Its name for screen readers. */
  readonly label: string;
  /** What went wrong that no field shows. */
  readonly problem: Error | null;
  /** What did not happen then. */
  readonly notSaved: string;
  readonly onSubmit: () => void;
  /** The form itself says what is missing. */
  readonly noValidate?: boolean;
  readonly gap?: string;
  readonly children: ReactNode;
}

/** Fields below one another, with what went wrong above them. */
export function Form({ label, problem, notSaved, onSubmit, noValidate, gap = 'sm', children }: FormProps) {
  return (
    <form
      aria-label={label}
      noValidate={noValidate}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap={gap}>
        {problem && <ProblemAlert error={problem} title={notSaved} />}
        {children}
      </Stack>
    </form>
  );
}

interface FormDialogProps extends FormProps {
  readonly title: string;
  /** What is done, as a verb. */
  readonly submit: string;
  readonly pending: boolean;
  readonly onClose: () => void;
}

/** A form in a dialog that is there while it is rendered. */
export function FormDialog({ title, submit, pending, onClose, children, ...form }: FormDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Form {...form}>
        {children}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}
