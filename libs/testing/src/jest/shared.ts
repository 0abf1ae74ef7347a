import type { EmbeddedServer } from '@carenode/database';

/** What setup leaves for teardown; both run in the same process. */
export const shared: { server?: EmbeddedServer; directory?: string } = {};
