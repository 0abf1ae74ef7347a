import type { Configuration } from '@carenode/runtime';
import { type Logger, pino } from 'pino';

/** What a person is told, and where the log goes. */
export interface Output {
  /** A person reads stdout. */
  readonly human: boolean;
  readonly logger: Logger;
  /** A sentence for whoever started the host. */
  readonly say: (line: string) => void;
  /** Text for the person at the screen only: it may hold a password, and never goes into the log. */
  readonly show: (text: string) => void;
}

/** On a terminal, sentences; elsewhere, or when a log level was asked for, JSON lines on stdout and nothing else there. */
export function createOutput(config: Pick<Configuration, 'logFormat' | 'logLevel'>): Output {
  const human = config.logFormat === 'auto' && process.stdout.isTTY;
  if (!human) {
    const logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 1, sync: true }));
    return { human, logger, say: (line) => logger.info(line), show: (text) => process.stderr.write(text) };
  }
  const write = (text: string) => process.stdout.write(text);
  const logger = pino(
    { level: config.logLevel, base: null },
    { write: (line: string) => write(sentenceOf(line)) },
  );
  return { human, logger, say: (line) => write(`${line}\n`), show: write };
}

/** A log entry as one line for a person: the level when it matters, the message, and the rest as name=value. */
function sentenceOf(line: string): string {
  const { level, time, msg, stack, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const at = new Date(Number(time)).toISOString().slice(11, 19);
  const label = Number(level) >= 50 ? 'error: ' : Number(level) >= 40 ? 'warning: ' : '';
  const details = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`);
  const text = [`${label}${typeof msg === 'string' ? msg : ''}`, ...details].filter(Boolean).join(' ');
  return `${at} ${text}\n${typeof stack === 'string' ? `${stack}\n` : ''}`;
}
