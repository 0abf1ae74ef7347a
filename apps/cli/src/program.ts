import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Command } from 'commander';

import type { Run } from './command-line.js';
import { addAccessCommands } from './commands/access.command.js';
import { addAuditCommands } from './commands/audit.command.js';
import { addDemoCommand } from './commands/demo.command.js';
import { addDoctorCommand } from './commands/doctor.command.js';
import { addImportCommands } from './commands/import.command.js';
import { addJobsCommands } from './commands/jobs.command.js';
import { addKeysCommands } from './commands/keys.command.js';
import { addMigrateCommands } from './commands/migrate.command.js';
import { addModulesCommands } from './commands/modules.command.js';
import { addRecallsCommands } from './commands/recalls.command.js';
import { addShopCommands } from './commands/shop.command.js';
import { addUsersCommands } from './commands/users.command.js';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string;
};

/** All commands, wired to `run`. */
export function buildProgram(run: Run): Command {
  const program = new Command('carenode')
    .description(
      'Operates a Carenode instance: the one of DATABASE_URL, else the embedded one in .carenode/, whether or not it runs.',
    )
    .version(version, '--version')
    .exitOverride()
    .showHelpAfterError('(carenode <command> --help explains it)')
    .configureHelp({ sortSubcommands: false })
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 it failed, 2 wrong use.
Settings come from the environment, as for "npm start"; the README lists them.`,
    );
  addMigrateCommands(program, run);
  addModulesCommands(program, run);
  addUsersCommands(program, run);
  addKeysCommands(program, run);
  addAccessCommands(program, run);
  addImportCommands(program, run);
  addShopCommands(program, run);
  addRecallsCommands(program, run);
  addJobsCommands(program, run);
  addAuditCommands(program, run);
  addDemoCommand(program, run);
  addDoctorCommand(program, run);
  return program;
}
