import { FileIcon, Nothing, PagedList, PageHeader, PlainList, Section } from '@carenode/ui';
import { useInfiniteQuery } from '@tanstack/react-query';

import { ReviewCard } from './review-card.js';
import { reviewsQuery } from './reviews.queries.js';

/** Orders of patients in my care that wait until somebody has looked at them. */
export function Component() {
  const reviews = useInfiniteQuery(reviewsQuery);
  return (
    <>
      <PageHeader
        title="Order reviews"
        about="Orders of your patients that have something on prescription, and no prescription that covers it."
      />
      <Section title="Waiting for you">
        <PagedList
          query={reviews}
          lines={8}
          nothing={
            <Nothing
              icon={FileIcon}
              title="No order waits"
              text="Orders of your patients that lack a prescription are held and stand here."
            />
          }
        >
          {(orders) => (
            <PlainList label="Orders that wait">
              {orders.map((order) => (
                <ReviewCard key={order.id} order={order} />
              ))}
            </PlainList>
          )}
        </PagedList>
      </Section>
    </>
  );
}
