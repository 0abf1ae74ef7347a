import { type AuditReport, AuditTrail, type SealHead } from '@carenode/identity-contract';
import { systemContext } from '@carenode/module-kit';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { Failed, UsageError } from '../terminal/exit-code.js';

interface VerifyOptions extends JsonOption {
  readonly expect?: string;
}

export function addAuditCommands(program: Command, run: Run): void {
  const audit = program.command('audit').description('the audit trail: who did what with whose data');
  examples(
    printsData(
      audit
        .command('verify')
        .description('compute every seal again; exits with 1 when anything was changed since it was sealed'),
    )
      .option(
        '--expect <head>',
        'a head printed before and kept elsewhere, <number>:<code>: finds a trail whose newest end was cut off, too',
      )
      .action((options: VerifyOptions) => run(verify(options), options)),
    'carenode audit verify',
    'carenode audit verify --expect 1207:m1.0f3a….Q2h…',
  );
}

const verify =
  ({ expect }: VerifyOptions): Job =>
  async (instance, terminal) => {
    const head = expect === undefined ? undefined : headOf(expect);
    const trail = (await instance.host()).get(AuditTrail);
    const report = await trail.verify(systemContext('carenode audit verify'), head);
    terminal.answer({ ...report, head: report.head && headText(report.head) }, () => reportText(report));
    if (!report.ok) throw new Failed();
  };

function headOf(text: string): SealHead {
  const [, number, mac] = /^([1-9]\d{0,18}):(\S+)$/.exec(text) ?? [];
  if (number === undefined || mac === undefined)
    throw new UsageError('--expect takes a head as "carenode audit verify" prints it: <number>:<code>.');
  return { number, mac };
}

const headText = ({ number, mac }: SealHead) => `${number}:${mac}`;

function reportText({ ok, seals, events, changes, notYetSealed, head, findings, more }: AuditReport): string {
  const waiting = notYetSealed > 0 ? `; ${notYetSealed} more wait for their seal` : '';
  return [
    ...findings.map(({ words }) => `! ${words}`),
    ...(more ? ['! There is more; this is the beginning.'] : []),
    `${seals} seals over ${events} events, ${changes} of them with what was changed${waiting}.`,
    ok ? 'Everything is as it was sealed.' : 'The audit trail is not as it was sealed.',
    head
      ? `Head, to be kept elsewhere: ${headText(head)}`
      : 'Nothing was sealed yet, so there is no head to keep.',
  ].join('\n');
}
