import { invalidInput } from '../errors/app-error.js';

export type SettingValue = string | number | boolean;

/** One typed setting of a module: its default, its limits, and one line of help for the person who changes it. */
export interface Setting<T extends SettingValue = SettingValue> {
  readonly type: 'integer' | 'number' | 'boolean' | 'text' | 'choice';
  readonly default: T;
  readonly help: string;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
}

export type SettingsTable = Readonly<Record<string, Setting>>;

/** The values of a settings table, typed by their declarations. */
export type SettingsOf<T extends SettingsTable> = {
  readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : never;
};

export const setting = {
  integer: (options: { default: number; min: number; max: number; help: string }): Setting<number> => ({
    type: 'integer',
    ...options,
  }),
  number: (options: { default: number; min: number; max: number; help: string }): Setting<number> => ({
    type: 'number',
    ...options,
  }),
  boolean: (options: { default: boolean; help: string }): Setting<boolean> => ({
    type: 'boolean',
    ...options,
  }),
  text: (options: { default: string; max: number; help: string }): Setting<string> => ({
    type: 'text',
    ...options,
  }),
  choice: <C extends string>(options: { default: C; choices: readonly C[]; help: string }): Setting<C> => ({
    type: 'choice',
    ...options,
  }),
};

/** Returns the value when it keeps the setting's rules; throws `validation_failed` naming field and rule otherwise. */
export function checkSetting(name: string, declared: Setting, value: unknown): SettingValue {
  const refuse = (rule: string, message: string) =>
    invalidInput({ field: name, rule, message: `${name} ${message}.` });
  switch (declared.type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw refuse('type', 'is true or false');
      return value;
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse('type', 'is a number');
      if (declared.type === 'integer' && !Number.isInteger(value)) throw refuse('type', 'is a whole number');
      if (value < (declared.min ?? -Infinity)) throw refuse('min', `is at least ${declared.min}`);
      if (value > (declared.max ?? Infinity)) throw refuse('max', `is at most ${declared.max}`);
      return value;
    }
    case 'text':
      if (typeof value !== 'string') throw refuse('type', 'is text');
      if (value.length > (declared.max ?? Infinity))
        throw refuse('max', `has at most ${declared.max} characters`);
      return value;
    case 'choice':
      if (typeof value !== 'string' || !declared.choices?.includes(value)) {
        throw refuse('choice', `is one of ${declared.choices?.join(', ')}`);
      }
      return value;
  }
}
