import { Fieldset, Grid, NativeSelect, TextInput, type TextInputProps } from '@mantine/core';

import { COUNTRIES } from '../shared/countries.rules.js';
import { ADDRESS_LABELS, type AddressDraft } from './checkout.rules.js';

interface AddressFieldsProps {
  readonly legend: string;
  /** As browsers know it, so that they can fill the fields: `shipping` or `billing`. */
  readonly section: 'shipping' | 'billing';
  readonly value: AddressDraft;
  readonly errors: Partial<Record<keyof AddressDraft, string>>;
  readonly onChange: (change: Partial<AddressDraft>) => void;
}

/** An address that something can be sent to. */
export function AddressFields({ legend, section, value, errors, onChange }: AddressFieldsProps) {
  const field = (name: keyof AddressDraft, complete: string) =>
    ({
      label: ADDRESS_LABELS[name],
      value: value[name],
      error: errors[name],
      autoComplete: `${section} ${complete}`,
      withAsterisk: false,
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        onChange({ [name]: event.currentTarget.value }),
    }) satisfies TextInputProps;
  return (
    <Fieldset legend={legend} variant="unstyled">
      <Grid gap="sm">
        <Grid.Col span={12}>
          <TextInput {...field('name', 'name')} required maxLength={200} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <TextInput {...field('line1', 'address-line1')} required maxLength={200} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <TextInput {...field('line2', 'address-line2')} maxLength={200} placeholder="May stay empty" />
        </Grid.Col>
        <Grid.Col span={{ base: 5, sm: 4 }}>
          <TextInput {...field('postalCode', 'postal-code')} maxLength={20} />
        </Grid.Col>
        <Grid.Col span={{ base: 7, sm: 8 }}>
          <TextInput {...field('city', 'address-level2')} required maxLength={100} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TextInput
            {...field('region', 'address-level1')}
            maxLength={100}
            placeholder="Where addresses have one"
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <NativeSelect
            {...field('country', 'country')}
            size="md"
            required
            data={[{ value: '', label: 'Choose …' }, ...COUNTRIES]}
          />
        </Grid.Col>
        <Grid.Col span={12}>
          <TextInput
            {...field('phone', 'tel')}
            type="tel"
            maxLength={30}
            description="With the country code, such as +49 30 901820; for whoever brings it. May stay empty"
          />
        </Grid.Col>
      </Grid>
    </Fieldset>
  );
}
