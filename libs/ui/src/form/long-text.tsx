import { Textarea, type TextareaProps } from '@mantine/core';

/** Up to 10,000 characters, which is what the API takes of free text; grows with what is written. */
export function LongText(props: TextareaProps) {
  return <Textarea size="md" autosize minRows={1} maxRows={6} maxLength={10_000} {...props} />;
}
