import { momentText } from '@carenode/ui';
import { Text, VisuallyHidden } from '@mantine/core';

import { type Order, stepsOf } from './order.rules.js';
import classes from './status-line.module.css';

/** The way of an order, step by step. */
export function StatusLine({ order }: { readonly order: Omit<Order, 'items'> }) {
  return (
    <ol className={classes.line} aria-label="The way of the order">
      {stepsOf(order).map(({ name, at }) => (
        <li key={name} className={classes.step} data-done={at === null ? undefined : true} data-step={name}>
          <Text size="sm" fw={at === null ? 400 : 600} c={at === null ? 'dimmed' : undefined}>
            {name}
            {at === null && <VisuallyHidden>: not yet</VisuallyHidden>}
          </Text>
          {at !== null && (
            <Text size="xs" c="dimmed">
              {momentText(at)}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
