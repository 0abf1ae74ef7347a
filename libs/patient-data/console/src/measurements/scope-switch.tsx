import { SegmentedControl } from '@mantine/core';

/** What a part of the page is about: the variable that is shown, or all of them. */
export type Scope = 'one' | 'all';

interface ScopeSwitchProps {
  readonly label: string;
  readonly one: string;
  readonly all: string;
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

export function ScopeSwitch({ label, one, all, scope, onChange }: ScopeSwitchProps) {
  return (
    <SegmentedControl<Scope>
      size="xs"
      value={scope}
      onChange={onChange}
      data={[
        { value: 'one', label: one },
        { value: 'all', label: all },
      ]}
      aria-label={label}
    />
  );
}
