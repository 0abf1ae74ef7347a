import type { Command } from 'commander';

import { type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import type { Finding } from '../doctor/check.js';
import { Failed } from '../terminal/exit-code.js';

export function addDoctorCommand(program: Command, run: Run): void {
  printsData(
    program
      .command('doctor')
      .description(
        'check machine, database, rights, migrations and clock; says what to do; exits with 1 if something fails',
      ),
  ).action((options: JsonOption) => run(doctor, options));
}

const doctor: Job = async (instance, terminal) => {
  const { diagnose } = await import('../doctor/diagnose.js');
  const findings = await diagnose(instance);
  const healthy = findings.every((finding) => finding.state !== 'fail');
  terminal.answer({ healthy, findings }, () => findings.map(line).join('\n'));
  if (!healthy) throw new Failed();
};

const SIGNS = { ok: 'ok   ', warn: 'warn ', fail: 'FAIL ' } as const;

function line({ check, state, finding, remedy }: Finding): string {
  return `${SIGNS[state]} ${check}: ${finding}${remedy ? `\n       → ${remedy}` : ''}`;
}
