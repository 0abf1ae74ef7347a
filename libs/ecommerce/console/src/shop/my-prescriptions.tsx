import { FileIcon, Nothing, PagedList, Section } from '@carenode/ui';
import { useInfiniteQuery } from '@tanstack/react-query';

import { PrescriptionList } from '../shared/prescription-list.js';
import { myPrescriptionsQuery } from './orders.queries.js';
import { BACK_TO_SHOP, ShopHeader } from './shop-header.js';

export function MyPrescriptions() {
  const prescriptions = useInfiniteQuery(myPrescriptionsQuery);
  return (
    <>
      <ShopHeader title="My prescriptions" back={BACK_TO_SHOP} />
      <Section title="Prescriptions" about="What providers who care for you have prescribed, newest first">
        <PagedList
          query={prescriptions}
          lines={5}
          nothing={
            <Nothing
              icon={FileIcon}
              title="Nothing was prescribed yet"
              text="You can order without: a provider looks at the order then."
            />
          }
        >
          {(items) => <PrescriptionList prescriptions={items} />}
        </PagedList>
      </Section>
    </>
  );
}
