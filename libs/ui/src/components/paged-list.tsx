import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { Page } from '../api/paged-query.js';
import { LoadMore } from './load-more.js';
import { Loaded } from './loaded.js';

interface PagedListProps<T> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  readonly lines?: number;
  /** Stands there when the list is empty. */
  readonly nothing: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** The items of a keyset list that were loaded so far, and the way to more of them. */
export function PagedList<T>({ query, lines, nothing, children }: PagedListProps<T>) {
  return (
    <>
      <Loaded query={query} lines={lines}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? nothing : children(items);
        }}
      </Loaded>
      <LoadMore query={query} />
    </>
  );
}
