import type { Command } from 'commander';

import type { Run } from '../command-line.js';
import { addDownCommand } from './migrate/down.command.js';
import { addPlanCommand } from './migrate/plan.command.js';
import { addStatusCommand } from './migrate/status.command.js';
import { addUpCommand } from './migrate/up.command.js';

export function addMigrateCommands(program: Command, run: Run): void {
  const migrate = program.command('migrate').description('the database schema, module by module');
  addUpCommand(migrate, run);
  addDownCommand(migrate, run);
  addStatusCommand(migrate, run);
  addPlanCommand(migrate, run);
}
