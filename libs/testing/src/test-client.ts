/** An answer, with its body read. */
export interface Answer<T = Record<string, never>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export interface Send {
  readonly body?: unknown;
  /** Sent as it is, with this content type. */
  readonly raw?: { readonly content: string | Uint8Array; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who talks to a test host over HTTP: with a session cookie, an API key, or nothing. */
export class TestClient {
  constructor(
    readonly url: string,
    readonly id: string,
    private readonly credentials: Readonly<Record<string, string>>,
  ) {}

  /** The same person, talking to another host of the same instance. */
  at(url: string): TestClient {
    return new TestClient(url, this.id, this.credentials);
  }

  async send<T>(method: string, path: string, { body, raw, headers = {} }: Send = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { origin: this.url }),
        ...(raw
          ? { 'content-type': raw.type }
          : body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
        ...this.credentials,
        ...headers,
      },
      ...(raw
        ? { body: raw.content as NonNullable<RequestInit['body']> }
        : body === undefined
          ? {}
          : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (json && text ? JSON.parse(text) : {}) as T,
    };
  }

  get<T = Record<string, never>>(path: string, options: Send = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, options);
  }

  post<T = Record<string, never>>(path: string, body?: unknown, options: Send = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, { ...options, ...(body === undefined ? {} : { body }) });
  }

  put<T = Record<string, never>>(path: string, body: unknown, options: Send = {}): Promise<Answer<T>> {
    return this.send<T>('PUT', path, { ...options, body });
  }

  patch<T = Record<string, never>>(path: string, body: unknown, options: Send = {}): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, { ...options, body });
  }

  delete<T = Record<string, never>>(path: string, options: Send = {}): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, options);
  }
}
