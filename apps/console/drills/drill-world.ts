import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

import { BROWSER } from './demo.js';
import { type HostOptions, RunningHost } from './running-host.js';
import { Visitor, type VisitorOptions } from './visitor.js';

/** A host and a browser that last as long as the drills of a file. */
export interface DrillWorld {
  /** Where the host is. */
  readonly url: string;
  /** The password of everybody of the demo. */
  readonly password: string;
  /** Somebody who has not signed in; sent away when the drill ends. */
  visitor(options?: VisitorOptions): Promise<Visitor>;
  signedIn(email: string, options?: VisitorOptions): Promise<Visitor>;
}

interface WorldRules {
  /** Everything that pages ask for is there: nobody is to read that something was not found. */
  readonly nothingMissing?: boolean;
}

/** To be called once in a file of drills, outside of its drills. `prepare` says how the host is started. */
export function drillWorld(
  prepare: () => HostOptions | Promise<HostOptions> = () => ({}),
  { nothingMissing = false }: WorldRules = {},
): DrillWorld {
  let host: RunningHost;
  let browser: Browser;
  const visitors: Visitor[] = [];

  // A browser on a busy machine may miss a click; the first failure is printed, and what fails twice is red.
  jest.retryTimes(1, { logErrorsBeforeRetry: true });

  beforeAll(async () => {
    [host, browser] = await Promise.all([RunningHost.start(await prepare()), chromium.launch(BROWSER)]);
  });

  afterEach(async () => {
    const left = visitors.splice(0);
    await Promise.all(left.map((one) => one.leave()));
    // Whatever a drill is about: no errors, no violation of the security policy, nothing asked of another server.
    expect(left.flatMap(({ troubles }) => troubles)).toEqual([]);
    if (nothingMissing) expect(left.flatMap(({ missed }) => missed)).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await host.stop();
  });

  async function visitor(options?: VisitorOptions): Promise<Visitor> {
    const arrived = await Visitor.arrive(browser, host, options);
    visitors.push(arrived);
    return arrived;
  }

  return {
    get url() {
      return host.url;
    },
    get password() {
      return host.password;
    },
    visitor,
    async signedIn(email, options) {
      const arrived = await visitor(options);
      await arrived.signIn(email);
      return arrived;
    },
  };
}
