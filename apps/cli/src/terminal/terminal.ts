import { createInterface } from 'node:readline/promises';

/** The person or program that called: answers go to stdout, everything else to stderr. */
export class Terminal {
  constructor(readonly json: boolean) {}

  /** The answer: JSON and nothing else with `--json`, else the text. */
  answer(value: unknown, text: () => string): void {
    process.stdout.write(this.json ? `${JSON.stringify(value, null, 2)}\n` : withNewline(text()));
  }

  /** Something on the way to the answer; not part of it. */
  note(line: string): void {
    if (!this.json) process.stderr.write(`${line}\n`);
  }

  /** Something that must be said before going on, with `--json` too. */
  warn(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** True when a person sees stderr: then a line may be drawn over and over. */
  get isLive(): boolean {
    return process.stderr.isTTY && !this.json;
  }

  /** Draws over the line drawn before; nothing where nobody looks. An empty line takes it away. */
  live(line: string): void {
    if (this.isLive) process.stderr.write(`\r\x1b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  /** True when somebody can be asked. */
  get canAsk(): boolean {
    return process.stdin.isTTY && process.stderr.isTTY;
  }

  async confirm(question: string): Promise<boolean> {
    return /^y(es)?$/i.test(await this.ask(`${question} [y/N] `));
  }

  /** What somebody answers, without blanks around it. */
  async ask(question: string): Promise<string> {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await lines.question(question)).trim();
    } finally {
      lines.close();
    }
  }
}

/** What came in on stdin, without the last line break. */
export async function readStdin(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
