import { AppError } from '@carenode/module-kit';
import { exitProcess } from '@carenode/runtime/exit-process';
import {
  type Configuration,
  type HostLock,
  locateInstance,
  readConfiguration,
  takeHostLock,
} from '@carenode/runtime/instance';

import { createOutput, type Output } from './console-output.js';
import { refuseTakenPort } from './free-port.js';
import { Shutdown } from './shutdown.js';

/** Runs the host until it is told to stop. A start that fails says why in one sentence and exits with 1. */
export async function startHost(): Promise<void> {
  let config: Configuration;
  try {
    config = readConfiguration(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    exitProcess(1);
  }
  const output = createOutput(config);
  const shutdown = new Shutdown(output.say);
  shutdown.listen((error) => output.logger.fatal(error, 'Something failed that nobody caught; stopping.'));
  try {
    await start(config, output, shutdown);
  } catch (error) {
    // Told to stop while starting: what fails now fails because of that.
    if (shutdown.begun) return;
    output.logger.debug(error, 'start failed');
    process.stderr.write(`Carenode did not start: ${sentenceOf(error)}\n`);
    await shutdown.end(1);
  }
}

async function start(config: Configuration, output: Output, shutdown: Shutdown): Promise<void> {
  const lock = config.databaseUrl ? null : lockFolder(config, shutdown);
  await refuseTakenPort(config.port, config.host);
  const locating = locateInstance(config, (line) => output.logger.info(line));
  shutdown.defer(async () => {
    const address = await locating.catch(() => null);
    await address?.embedded?.stop();
  });
  // PostgreSQL starts in the meantime: what serves takes as long to load.
  const { serve } = await import('./serve.js');
  await serve({ config, output, shutdown, lock, locating });
}

function lockFolder(config: Configuration, shutdown: Shutdown): HostLock {
  const answer = takeHostLock(config.home);
  if ('taken' in answer) {
    const { pid, url } = answer.taken;
    throw new Error(
      `it is running on ${config.home} already (process ${pid}, ${url ?? 'starting'}). ` +
        `Stop that one with Ctrl-C or "kill ${pid}", or set CARENODE_HOME to another folder.`,
    );
  }
  shutdown.defer(() => answer.lock.release());
  return answer.lock;
}

function sentenceOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Partial<NodeJS.ErrnoException> };
  const unavailable = error instanceof AppError && error.kind === 'unavailable';
  return unavailable && cause ? `${message} (${cause.message || cause.code})` : message;
}
