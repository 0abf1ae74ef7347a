import type { Command } from 'commander';

import { type JsonOption, printsData } from '../../command-line.js';

export interface ModuleOption extends JsonOption {
  readonly module?: string;
}

/** A command that prints data, of all modules or of one. */
export function ofModule(command: Command): Command {
  return printsData(command).option('--module <name>', 'only this module, and what it requires');
}

/** `1 step`, `2 steps`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
