import { answerOf, api, itemsOf, type Schemas, useSaving } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import { SHOP } from '../shared/shop.keys.js';

export type Purchase = Schemas['Purchases']['items'][number];

const purchasesKey = (patientId: string) => [...SHOP, 'purchases', patientId] as const;

/** What the patient has bought and has: first what goes with a variable, when one is told. */
export const purchasesQuery = (patientId: string, variableId?: string) =>
  queryOptions({
    queryKey: [...purchasesKey(patientId), variableId ?? null],
    queryFn: ({ signal }): Promise<readonly Purchase[]> =>
      itemsOf(
        api.GET('/api/v1/patients/{patientId}/purchases', {
          params: { path: { patientId }, query: { variableId } },
          signal,
        }),
      ),
  });

/** Says of which purchase a measurement is. */
function linked(patientId: string, measurementId: string, orderItemId: string) {
  return answerOf(
    api.PUT('/api/v1/patients/{patientId}/measurements/{measurementId}/purchase', {
      params: { path: { patientId, measurementId } },
      body: { orderItemId },
    }),
  );
}

export interface UseInput {
  readonly body: Schemas['MeasurementInput'];
  /** The line of an order that it is of; null: not known. */
  readonly orderItemId: string | null;
}

/** Writes down that something was used, and of which purchase. Sent again, it is written down once. */
export function useUseSaving(patientId: string) {
  return useSaving(
    [purchasesKey(patientId), ['patients', patientId]],
    async ({ body, orderItemId }: UseInput, key) => {
      const measurement = await answerOf(
        api.POST('/api/v1/patients/{patientId}/measurements', {
          params: { path: { patientId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      );
      if (orderItemId === null) return { measurement, lots: null };
      const { lots } = await linked(patientId, measurement.id, orderItemId);
      return { measurement, lots };
    },
  );
}

export function usePurchaseLink(patientId: string, measurementId: string) {
  return useSaving([purchasesKey(patientId)], (orderItemId: string) =>
    linked(patientId, measurementId, orderItemId),
  );
}
