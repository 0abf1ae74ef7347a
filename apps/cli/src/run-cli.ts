import { exitProcess } from '@carenode/runtime/exit-process';
import { CommanderError } from 'commander';

import type { Job, Run } from './command-line.js';
import type { Instance } from './instance/instance.js';
import { buildProgram } from './program.js';
import { errorText } from './terminal/error-text.js';
import { EXIT, type ExitCode, Failed, UsageError } from './terminal/exit-code.js';
import { Terminal } from './terminal/terminal.js';

/** Runs one command line and answers with the exit code. Whatever happens, what it opened is closed. */
export async function runCli(words: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const say = (error: unknown) => {
    process.stderr.write(`${errorText(error)}\n`);
    if (env['CARENODE_LOG_LEVEL'] === 'debug' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
  };
  let code: ExitCode = EXIT.done;
  const run: Run = async (job, { json = false }) => {
    code = await work(job, new Terminal(json), env, say);
  };
  try {
    await buildProgram(run).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    say(error);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
  return code;
}

async function work(
  job: Job,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
  say: (error: unknown) => void,
): Promise<ExitCode> {
  let interrupted = false;
  let instance: Instance | undefined;
  const stop = () => {
    if (interrupted) return;
    interrupted = true;
    void Promise.resolve(instance?.abandon())
      .catch(say)
      .finally(() => exitProcess(EXIT.interrupted));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    // Loaded only now: help and wrong use are answered at once.
    const { openInstance } = await import('./instance/instance.js');
    instance = openInstance(env, (line) => {
      if (!interrupted) terminal.note(line);
    });
    await job(instance, terminal);
    return EXIT.done;
  } catch (error) {
    if (interrupted) return await new Promise<never>(() => undefined);
    terminal.live('');
    if (!(error instanceof Failed)) say(error);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  } finally {
    if (!interrupted) await instance?.close();
  }
}
