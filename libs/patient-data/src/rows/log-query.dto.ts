import { InstantField, PageQuery } from '@carenode/module-kit/http';

/** A page of what happened in a span of time. */
export class LogQuery extends PageQuery {
  @InstantField({ about: 'Only what happened at or after this instant', optional: true })
  from?: string;

  @InstantField({ about: 'Only what happened before this instant', optional: true })
  to?: string;
}

/** The SQL of LogQuery's filters, for tables with a `timestamp`. */
export const LOG_FILTERS = { from: 't.timestamp >= ?', to: 't.timestamp < ?' } as const;
