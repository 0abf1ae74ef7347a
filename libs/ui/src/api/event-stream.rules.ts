/** One server-sent event. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Takes an event stream (WHATWG HTML, 9.2.6) as it arrives in pieces, and gives the events that are complete. */
export class EventStreamReader {
  private rest = '';
  private name = '';
  private data: string[] = [];

  /** The events that this piece completes, in order. */
  take(piece: string): ServerEvent[] {
    // A carriage return at the end of a piece may be half of a line break.
    const text = this.rest + piece;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerEvent[] {
    if (line === '') return this.complete();
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
    return [];
  }

  private complete(): ServerEvent[] {
    const { name, data } = this;
    [this.name, this.data] = ['', []];
    return data.length === 0 ? [] : [{ name: name || 'message', data: data.join('\n') }];
  }
}
