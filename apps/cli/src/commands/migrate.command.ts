import type { Command } from 'commander';

import type { Run } from '../command-line.js';
import { addDataCommand } from './migrate/data.command.js';
import { addAdoptCommand } from './migrate/adopt.command.js';
import { addBranchCommand } from './migrate/branch.command.js';
import { addMigrateDoctorCommand } from './migrate/doctor.command.js';
import { addDownCommand } from './migrate/down.command.js';
import { addPlanCommand } from './migrate/plan.command.js';
import { addStatusCommand } from './migrate/status.command.js';
import { addUpCommand } from './migrate/up.command.js';
import { addVerifyCommand } from './migrate/verify.command.js';

export function addMigrateCommands(program: Command, run: Run): void {
  const migrate = program.command('migrate').description('the database schema, module by module');
  addUpCommand(migrate, run);
  addDownCommand(migrate, run);
  addStatusCommand(migrate, run);
  addPlanCommand(migrate, run);
  addDataCommand(migrate, run);
  addBranchCommand(migrate, run);
  addAdoptCommand(migrate, run);
  addMigrateDoctorCommand(migrate, run);
  addVerifyCommand(migrate, run);
}
