import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface VisitorOptions {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  /** Other servers that pages of this drill may ask. */
  readonly outside?: readonly string[];
}

/** Somebody at a browser of their own. What their browser complains about is kept in `troubles`. */
export class Visitor {
  readonly troubles: string[] = [];
  /** What pages asked for and did not get, each with its status. */
  readonly missed: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly password: string,
  ) {}

  static async arrive(
    browser: Browser,
    host: { readonly url: string; readonly password: string },
    { theme = 'light', width = 1280, outside = [] }: VisitorOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: host.url,
      colorScheme: theme,
      viewport: { width, height: 900 },
    });
    const visitor = new Visitor(context, await context.newPage(), host.password);
    await visitor.watch([new URL(host.url).origin, ...outside]);
    return visitor;
  }

  /** Anything that the browser reports, short of requests that were refused as they should be. */
  private async watch(origins: readonly string[]): Promise<void> {
    const { page, troubles } = this;
    page.on('console', (message) => {
      const text = message.text();
      const refused =
        /^Failed to load resource: (the server responded with a status of 4|net::ERR_INTERNET_DISCONNECTED)/;
      if (['error', 'warning'].includes(message.type()) && !refused.test(text)) troubles.push(text);
    });
    page.on('response', (response) => {
      const asked = response.request().method() === 'GET' && response.url().includes('/api/v1/');
      if (asked && response.status() >= 400 && response.status() !== 401)
        this.missed.push(`${response.status()} ${response.url()}`);
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      if (!origins.includes(new URL(request.url()).origin))
        troubles.push(`asked elsewhere: ${request.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`security policy: ${violatedDirective} ${blockedURI}`),
      );
    });
  }

  async signIn(email: string, password = this.password): Promise<void> {
    await this.page.goto('/sign-in');
    await this.enter(email, password);
    await this.page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  }

  async enter(email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-mail address').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** The same person does something in another way than by this page, with the session they have. */
  async elsewhere(
    method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT',
    path: string,
    data?: object,
  ): Promise<unknown> {
    const origin = new URL(this.page.url()).origin;
    const answer = await this.context.request.fetch(path, {
      method,
      headers: { origin, 'sec-fetch-site': 'same-origin' },
      ...(data ? { data } : {}),
    });
    if (!answer.ok())
      throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  }

  setOffline(offline: boolean): Promise<void> {
    return this.context.setOffline(offline);
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}
