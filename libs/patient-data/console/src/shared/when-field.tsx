import { TextInput, type TextInputProps } from '@mantine/core';

interface WhenFieldProps extends Pick<TextInputProps, 'label' | 'value' | 'onChange' | 'error'> {
  /** Of something that is there already: it has a time, and keeps it. */
  readonly isKnown: boolean;
}

/** When something happened, on this device's clock. */
export function WhenField({ isKnown, ...field }: WhenFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      description={isKnown ? undefined : 'Now, if it is left empty'}
      // Beside another field, both begin at the same height.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required={isKnown}
      withAsterisk={false}
      {...field}
    />
  );
}
