import pg from 'pg';

export type OnNotice = (payload: string) => void;

const RETRY_MS = [100, 250, 500, 1000, 2000];

/**
 * LISTEN on one dedicated connection that is re-made when it breaks. After each (re)connection every subscriber is told
 * with an empty payload, because a notification may have been lost: re-read what you watch. Needs a direct connection;
 * a transaction pooler accepts LISTEN and never delivers.
 */
export class Listener {
  private readonly subscribers = new Map<string, Set<OnNotice>>();
  private client: pg.Client | undefined;
  private connecting: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly log: (message: string) => void,
  ) {}

  /** True while the connection stands; while it does not, subscribers must poll. */
  get connected(): boolean {
    return this.client !== undefined;
  }

  /** Subscribes, and resolves when the first connection stands or has failed once (it is retried for ever). */
  async listen(channel: string, onNotice: OnNotice): Promise<() => void> {
    const known = this.subscribers.get(channel) ?? new Set();
    known.add(onNotice);
    this.subscribers.set(channel, known);
    if (this.client) await this.client.query(`listen ${pg.escapeIdentifier(channel)}`);
    else await (this.connecting ??= this.connect());
    return () => known.delete(onNotice);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.connecting;
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    clearTimeout(this.timer);
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      application_name: 'carenode listener',
    });
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      this.retry('The notification connection was lost; trying again.');
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.subscribers.keys())
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.client = client;
      this.failures = 0;
      for (const channel of this.subscribers.keys()) this.tell(channel, '');
    } catch {
      await client.end().catch(() => undefined);
      this.retry('Notifications are not available; polling until they are.');
    } finally {
      this.connecting = undefined;
    }
  }

  private retry(message: string): void {
    if (this.closed) return;
    if (this.failures === 0) this.log(message);
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
    this.timer = setTimeout(() => {
      this.connecting ??= this.connect();
    }, wait);
    this.timer.unref();
  }

  private tell(channel: string, payload: string): void {
    for (const onNotice of this.subscribers.get(channel) ?? []) onNotice(payload);
  }
}
