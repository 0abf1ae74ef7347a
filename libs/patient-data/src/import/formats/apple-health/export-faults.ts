import type { RecordSink } from '../../format/record-sink.js';

const TEXTS = {
  attribute: (n: number) =>
    `${times(n, 'element has', 'elements have')} an attribute twice; the last one counts`,
  character: (n: number) =>
    `${times(n, 'character is', 'characters are')} none that XML allows (kept as a blank)`,
  entity: (n: number) =>
    `${times(n, 'reference', 'references')} to an entity that is not expanded (kept as written)`,
  syntax: (n: number) =>
    `${times(n, 'place is', 'places are')} no well-formed XML; what could be read was read`,
  entityDeclaration: () => 'the DOCTYPE declares entities; none is expanded',
  longValue: (n: number) => `${times(n, 'value', 'values')} of more than 64 KiB cut there`,
  route: (n: number) => `${times(n, 'route', 'routes')} of workouts (GPX or positions) not read`,
  metadata: (n: number) =>
    `${times(n, 'metadata entry', 'metadata entries')} not kept (how a value was taken, ids of apps)`,
  beats: (n: number) =>
    `${times(n, 'list', 'lists')} of single heart beats not read; the variability they gave is`,
  statistics: (n: number) =>
    `${times(n, 'statistic', 'statistics')} of workouts beyond 1,000 of one not kept`,
} as const;

export type Fault = keyof typeof TEXTS;

/** What is to be known about the whole file, counted, each told once with where it was first. */
export class ExportFaults {
  private readonly found = new Map<Fault, { count: number; readonly at: number }>();

  count(fault: Fault, at: number, times = 1): void {
    const before = this.found.get(fault);
    if (before) before.count += times;
    else this.found.set(fault, { count: times, at });
  }

  tell(sink: Pick<RecordSink, 'note'>): void {
    for (const [fault, { count, at }] of this.found) sink.note(at, { reason: TEXTS[fault](count) });
  }
}

/** What an error of the XML parser is about. */
export function faultOf(message: string): Fault {
  if (message.startsWith('duplicate attribute')) return 'attribute';
  if (message === 'disallowed character.' || message === 'malformed character entity.') return 'character';
  return message === 'undefined entity.' ? 'entity' : 'syntax';
}

function times(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
