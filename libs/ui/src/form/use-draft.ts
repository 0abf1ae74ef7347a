import { useState } from 'react';

import { fieldErrorsOf } from '../api/problem.js';

/** The mutation that a form is saved by. */
interface Saving {
  readonly error: Error | null;
  readonly isSuccess: boolean;
  readonly reset: () => void;
}

interface DraftOptions<D, F extends string> {
  readonly start: D | (() => D);
  /** What the form calls the fields of the API. */
  readonly labels: Readonly<Record<F, string>>;
  readonly saving: Saving;
}

type TextKey<D> = { [K in keyof D]: D[K] extends string ? K : never }[keyof D] & string;
/** The API's name of a field, which may be left out where the draft calls it the same. */
type NameOf<K, F extends string> = K extends F ? [name?: F] : [name: F];

interface Field<V> {
  readonly label: string;
  readonly value: V;
  readonly error: string | undefined;
}

interface TextField<V> extends Field<V> {
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

interface ValueField<V> extends Field<V> {
  readonly onChange: (value: V) => void;
}

export interface Draft<D, F extends string> {
  readonly draft: D;
  readonly set: (change: Partial<D>) => void;
  readonly replace: (draft: D) => void;
  /** What the instance refused, by field. */
  readonly errors: Partial<Record<F, string>>;
  /** What went wrong otherwise: to be shown for the form as a whole. */
  readonly problem: Error | null;
  /** What an input of text or a native select needs. */
  readonly text: <K extends TextKey<D>>(key: K, ...name: NameOf<K, F>) => TextField<D[K]>;
  /** The same for inputs that tell their value instead of an event. */
  readonly value: <K extends keyof D & string>(key: K, ...name: NameOf<K, F>) => ValueField<D[K]>;
}

/** What stands in a form, and what the instance says of it. A form that was saved is one to be saved again once it changes. */
export function useDraft<D extends object, F extends string>({
  start,
  labels,
  saving,
}: DraftOptions<D, F>): Draft<D, F> {
  const [draft, setDraft] = useState(start);
  const errors = fieldErrorsOf(saving.error, labels);
  const set = (change: Partial<D>) => {
    if (saving.isSuccess) saving.reset();
    setDraft((before) => ({ ...before, ...change }));
  };
  const put = (key: string, value: unknown) => set({ [key]: value } as Partial<D>);
  const field = <K extends keyof D & string>(key: K, name: string) => ({
    label: labels[name as F],
    value: draft[key],
    error: errors?.[name as F],
  });
  return {
    draft,
    set,
    replace: setDraft,
    errors: errors ?? {},
    problem: errors ? null : saving.error,
    text: (key, ...[name = key]) => ({
      ...field(key, name),
      onChange: ({ currentTarget }) => put(key, currentTarget.value),
    }),
    value: (key, ...[name = key]) => ({ ...field(key, name), onChange: (value) => put(key, value) }),
  };
}
