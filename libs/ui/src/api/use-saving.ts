import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { idempotencyKey } from './idempotency-key.js';

/**
 * Sends a change of what the instance keeps, and then asks anew for everything under the given keys. The idempotency key that
 * `send` gets stays the same until an answer came: what is sent twice, as after a lost answer, is written down once.
 */
export function useSaving<In, Out>(
  keys: readonly QueryKey[],
  send: (input: In, idempotencyKey: string) => Promise<Out>,
) {
  const client = useQueryClient();
  const [key, setKey] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (input: In) => send(input, key),
    onSuccess: () => {
      setKey(idempotencyKey());
      return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}
