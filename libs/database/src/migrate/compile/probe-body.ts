import { type Span, UnreadableBody } from './body-reader.js';
import { BodyText } from './body-tokens.js';
import { type ProbedBody, ProbeOutput, ROWS } from './probe-output.js';

const ANALYSED = ['select', 'insert', 'update', 'delete', 'merge', 'with', 'values', 'table', 'call', '('];

/**
 * Rewrites the body of a PL/pgSQL function so that calling it plans each statement and evaluates none. Blocks and
 * declarations stay, so that PL/pgSQL itself resolves the names; conditions and loops go, so that everything is reached.
 * Record variables get the shape of the query they are filled from. Throws for a body it does not understand.
 */
export async function probedBody(source: string, returnsSet: boolean): Promise<ProbedBody> {
  const key = `${returnsSet} ${source}`;
  const known = written.get(key);
  if (known) return known;
  const body = new ProbeWriter(await BodyText.of(source), returnsSet).write();
  if (written.size >= 1000) written.clear();
  written.set(key, body);
  return body;
}

/** After each step the same bodies are asked about again. */
const written = new Map<string, ProbedBody>();

class ProbeWriter extends ProbeOutput {
  private unseen = 0;

  constructor(
    body: BodyText,
    private readonly returnsSet: boolean,
  ) {
    super(body);
  }

  write(): ProbedBody {
    const options: string[] = [];
    while (this.reader.skip('#')) options.push(`#${this.reader.name()} ${this.reader.name()}`);
    this.block(this.label());
    if (this.reader.token.text !== '') throw new UnreadableBody('text after the last END');
    return {
      block: this.out.join('\n'),
      options: options.join('\n'),
      probes: this.probes,
      unseen: this.unseen,
    };
  }

  private label(): string {
    if (!this.reader.skip('<<')) return '';
    const name = this.reader.name();
    this.reader.expect('>>');
    return `<<${name}>>`;
  }

  private block(label: string): void {
    const { reader } = this;
    const late: (() => void)[] = [];
    this.out.push(label);
    if (reader.is('declare')) this.out.push('declare');
    while (reader.skip('declare'))
      while (!reader.is('begin') && !reader.is('declare')) this.declaration(late);
    reader.expect('begin');
    this.out.push('begin');
    for (const probe of late) probe();
    this.statements();
    if (reader.skip('exception')) {
      this.out.push('declare sqlstate text; sqlerrm text; begin');
      while (reader.skip('when')) {
        reader.until('then');
        reader.expect('then');
        this.statements();
      }
      this.out.push('end;');
    }
    reader.expect('end');
    if (!reader.is(';') && reader.token.text !== '') reader.name();
    reader.skip(';');
    this.out.push('end;');
  }

  private declaration(late: (() => void)[]): void {
    const { reader } = this;
    const from = reader.at;
    const name = reader.name();
    if (reader.is('alias')) {
      this.out.push(`${reader.text([from, reader.until()[1]])};`);
    } else if (this.isCursor()) {
      reader.until('cursor');
      reader.expect('cursor');
      const args = reader.is('(') ? reader.text(this.brackets()) : '';
      reader.at++;
      const query = reader.until();
      this.cursors.set(name, { args, query: reader.text(query) });
      this.out.push(`${reader.text([from, query[1]])};`);
      late.push(() => this.inBlock(args, () => this.probe(query[0], reader.text(query))));
    } else {
      reader.skip('constant');
      const type = reader.until(':=', '=', 'default', 'not');
      if (reader.text(type).toLowerCase() === 'record') this.records.add(name);
      this.out.push(`${name} ${reader.text(type)};`);
      reader.skip('not', 'null');
      if (!reader.is(';')) {
        reader.at++;
        const value = reader.until();
        late.push(() => this.expression(value));
      }
    }
    reader.expect(';');
  }

  private isCursor(): boolean {
    return (
      this.reader.is('cursor') ||
      this.reader.is('scroll', 'cursor') ||
      this.reader.is('no', 'scroll', 'cursor')
    );
  }

  /** What stands in the brackets that begin here; steps over them. */
  private brackets(): Span {
    const from = this.reader.at + 1;
    const to = this.reader.find(from, this.reader.body.tokens.length, [')']);
    this.reader.at = to + 1;
    return [from, to];
  }

  private statements(): void {
    const { reader } = this;
    while (!['end', 'exception', 'else', 'elsif', 'elseif', 'when'].includes(reader.token.word)) {
      if (reader.token.text === '') throw new UnreadableBody('the body ends in a block');
      this.statement();
    }
  }

  private statement(): void {
    const { reader } = this;
    const label = this.label();
    const afterTarget = reader.afterTarget(reader.at);
    if (afterTarget > reader.at && [':=', '='].includes(reader.word(afterTarget)))
      return this.assignment(afterTarget);
    switch (reader.token.word) {
      case 'declare':
      case 'begin':
        return this.block(label);
      case 'if':
        return this.conditional();
      case 'case':
        return this.cases();
      case 'loop':
      case 'while':
      case 'for':
      case 'foreach':
        this.out.push(label, 'begin');
        this.loop();
        this.out.push('end;');
        return;
      default:
        this.simple();
        reader.expect(';');
    }
  }

  private assignment(operator: number): void {
    const { reader } = this;
    const target: Span = [reader.at, operator];
    reader.at = operator + 1;
    const value = reader.until();
    reader.expect(';');
    if (target[1] - target[0] > 1) this.expression(target);
    this.expression(value);
    const name = reader.word(target[0]);
    if (target[1] - target[0] === 1 && this.records.has(name) && !['new', 'old'].includes(name))
      this.shape(name, `select (${reader.text(value)}\n).*`);
  }

  private conditional(): void {
    const { reader } = this;
    do {
      reader.at++;
      this.expression(reader.until('then'));
      reader.expect('then');
      this.statements();
    } while (reader.is('elsif') || reader.is('elseif'));
    if (reader.skip('else')) this.statements();
    this.ending('if');
  }

  private cases(): void {
    const { reader } = this;
    reader.at++;
    if (!reader.is('when')) this.expression(reader.until('when'));
    while (reader.skip('when')) {
      this.expression(reader.until('then'));
      reader.expect('then');
      this.statements();
    }
    if (reader.skip('else')) this.statements();
    this.ending('case');
  }

  private ending(word: string): void {
    this.reader.expect('end');
    this.reader.expect(word);
    this.reader.until();
    this.reader.expect(';');
  }

  private loop(): void {
    const { reader } = this;
    const inner = () => {
      reader.expect('loop');
      this.statements();
      this.ending('loop');
    };
    if (reader.skip('while')) this.expression(reader.until('loop'));
    else if (reader.skip('foreach')) {
      reader.until('array');
      reader.expect('array');
      this.expression(reader.until('loop'));
    } else if (reader.skip('for')) return this.forLoop(inner);
    inner();
  }

  private forLoop(inner: () => void): void {
    const { reader } = this;
    const target = reader.until('in');
    reader.expect('in');
    const name = reader.text(target).toLowerCase();
    const from = reader.at;
    const cursor = this.cursors.get(reader.token.word);
    const range = reader.until('loop');
    const dots = reader.find(...range, ['..']);
    if (dots < range[1]) {
      const first: Span = [reader.word(from) === 'reverse' ? from + 1 : from, dots];
      const step = reader.find(dots, range[1], ['by']);
      for (const part of [first, [dots + 1, step] as const, [step + 1, range[1]] as const])
        if (part[1] > part[0]) this.expression(part);
      return this.inBlock(`${name} integer`, inner);
    }
    if (cursor) {
      return this.inBlock(`${name} record`, () => {
        this.inBlock(cursor.args, () => this.shape(name, cursor.query));
        this.records.add(name);
        inner();
      });
    }
    if (reader.word(from) === 'execute') this.dynamic([from + 1, range[1]]);
    else {
      this.probe(from, reader.text(range));
      if (this.records.has(name)) this.shape(name, reader.text(range));
    }
    inner();
  }

  /** A statement without others in it; stops before its semicolon. */
  private simple(): void {
    const { reader } = this;
    const from = reader.at;
    const [, to] = reader.until();
    const second = reader.word(from + 1);
    switch (reader.word(from)) {
      case 'null':
      case 'commit':
      case 'rollback':
      case 'get':
      case 'close':
      case 'move':
        return;
      case 'exit':
      case 'continue': {
        const when = reader.find(from, to, ['when']);
        if (when < to) this.expression([when + 1, to]);
        return;
      }
      case 'perform':
        return this.probe(from, `select ${reader.text([from + 1, to])}`);
      case 'return':
        if (second === 'query') return this.returnQuery([from + 2, to]);
        return this.expression([second === 'next' ? from + 2 : from + 1, to]);
      case 'raise':
        return this.raise([from + 1, to]);
      case 'assert':
        for (const part of reader.parts([from + 1, to])) this.expression(part);
        return;
      case 'execute':
        return this.dynamic([from + 1, to]);
      case 'open':
        return this.open([from + 1, to]);
      case 'fetch':
        return this.fetch([from, to]);
      default:
        return this.sql([from, to]);
    }
  }

  private returnQuery(query: Span): void {
    const { reader } = this;
    const first = reader.word(query[0]);
    if (first === 'execute') return this.dynamic([query[0] + 1, query[1]]);
    this.probe(query[0], reader.text(query));
    if (this.returnsSet && ['select', 'with', 'values', 'table', '('].includes(first))
      this.probe(query[0], `return query select * from (${reader.text(query)}\n) ${ROWS} limit 0`, 'run');
  }

  private raise([from, to]: Span): void {
    const { reader } = this;
    const using = reader.find(from, to, ['using']);
    for (const part of reader.parts([from, using]).slice(1)) this.expression(part);
    for (const part of reader.parts([using + 1, to]))
      this.expression([reader.find(...part, ['=', ':=']) + 1, part[1]]);
  }

  private dynamic([from, to]: Span): void {
    const { reader } = this;
    this.unseen++;
    this.expression([from, reader.find(from, to, ['into', 'using'])]);
    const using = reader.find(from, to, ['using']);
    for (const part of reader.parts([using + 1, reader.find(using, to, ['into'])])) this.expression(part);
  }

  private open([from, to]: Span): void {
    const { reader } = this;
    const query = reader.find(from, to, ['for']) + 1;
    if (query <= to && reader.word(query) === 'execute') this.dynamic([query + 1, to]);
    else if (query <= to) this.probe(query, reader.text([query, to]));
    else if (reader.word(from + 1) === '(')
      for (const part of reader.parts([from + 2, to - 1])) {
        const named = reader.find(...part, [':=', '=>']);
        this.expression(named < part[1] ? [named + 1, part[1]] : part);
      }
  }

  private fetch([from, to]: Span): void {
    const { reader } = this;
    const into = reader.find(from, to, ['into']);
    const name = reader.word(into + 1);
    const cursor = this.cursors.get(reader.word(into - 1));
    if (cursor && this.records.has(name)) this.inBlock(cursor.args, () => this.shape(name, cursor.query));
  }

  private sql([from, to]: Span): void {
    const { reader } = this;
    if (!ANALYSED.includes(reader.word(from))) {
      this.unseen++;
      return;
    }
    let into = from - 1;
    do into = reader.find(into + 1, to, ['into']);
    while (into < to && ['insert', 'merge'].includes(reader.word(into - 1)));
    if (into >= to) return this.probe(from, reader.text([from, to]));

    let end = reader.word(into + 1) === 'strict' ? into + 2 : into + 1;
    const targets: Span[] = [];
    for (;;) {
      const after = reader.afterTarget(end);
      targets.push([end, after]);
      end = after;
      if (after >= to || reader.word(after) !== ',') break;
      end++;
    }
    const query = `${reader.text([from, into])} ${reader.text([end, to])}`;
    this.probe(from, query);
    for (const target of targets) if (target[1] - target[0] > 1) this.expression(target);
    const name = reader.text(targets[0] ?? [0, 0]).toLowerCase();
    if (targets.length > 1 || !this.records.has(name)) return;
    const shaped = ['select', 'with', 'values', '('].includes(reader.word(from))
      ? query
      : this.returned(
          [from, to],
          reader.text([reader.find(from, to, ['returning']) + 1, Math.min(into, to)]),
        );
    this.shape(name, shaped);
  }

  /** A query of the columns that INSERT, UPDATE or DELETE return. */
  private returned([from, to]: Span, columns: string): string {
    const { reader } = this;
    const table = reader.word(from) === 'update' ? from + 1 : from + 2;
    const end = reader.find(table, to, [
      'set',
      'using',
      'where',
      'values',
      'select',
      'returning',
      '(',
      'default',
    ]);
    return `select ${columns} from ${reader.text([table, end])}`;
  }
}
