import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/** A page of a keyset list, as the API answers with. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A keyset list for `useInfiniteQuery`; `ask` gets the cursor of the page it answers with. */
export function pagedQuery<T>(
  queryKey: QueryKey,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
