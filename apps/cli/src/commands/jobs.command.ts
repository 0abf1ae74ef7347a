import { JobQueue } from '@carenode/database';
import { isId, systemContext } from '@carenode/module-kit';
import { type Command, InvalidArgumentError, Option } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { shortTime, table } from '../terminal/table.js';

const STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

interface ListOptions extends JsonOption {
  readonly status?: string;
  readonly limit: number;
}

export function addJobsCommands(program: Command, run: Run): void {
  const jobs = program.command('jobs').description('background work: exports, erasures and the like');
  examples(
    printsData(jobs.command('list').description('the newest jobs, without what they are about'))
      .addOption(new Option('--status <status>', 'only jobs in this state').choices(STATUSES))
      .addOption(new Option('--limit <count>', 'at most so many').default(50).argParser(count))
      .action((options: ListOptions) => run(list(options), options)),
    'carenode jobs list --status failed',
  );
  printsData(jobs.command('cancel').description('cancel a job that is not over'))
    .argument('<id>', 'the job', id)
    .action((job: string, options: JsonOption) => run(cancel(job), options));
}

const list =
  ({ status, limit }: ListOptions): Job =>
  async (instance, terminal) => {
    const queue = new JobQueue(await instance.database());
    const jobs = await queue.list(systemContext('carenode jobs list'), {
      limit,
      ...(status ? { status } : {}),
    });
    terminal.answer(jobs, () =>
      table(
        ['id', 'kind', 'status', 'progress', 'runs', 'created (UTC)', 'problem'],
        jobs.map((job) => [
          job.id,
          job.kind,
          job.status,
          job.progressTotal === null ? String(job.progressDone) : `${job.progressDone}/${job.progressTotal}`,
          String(job.attempts),
          shortTime(job.createdAt),
          job.problem ? `${job.problem.code}: ${job.problem.message}` : '',
        ]),
        'There are no such jobs.',
      ),
    );
  };

const cancel =
  (job: string): Job =>
  async (instance, terminal) => {
    const queue = new JobQueue(await instance.database());
    if (!(await queue.cancel(systemContext('carenode jobs cancel'), job)))
      throw new Error(`There is no job ${job} that is not over.`);
    terminal.answer({ id: job, status: 'cancelled' }, () => `Cancelled the job ${job}.`);
  };

function count(text: string): number {
  const value = Number(text);
  if (!/^\d{1,4}$/.test(text) || value < 1 || value > 1000)
    throw new InvalidArgumentError('It is a number from 1 to 1000.');
  return value;
}

function id(text: string): string {
  if (!isId(text)) throw new InvalidArgumentError('It is a UUID, as "carenode jobs list" shows.');
  return text;
}
