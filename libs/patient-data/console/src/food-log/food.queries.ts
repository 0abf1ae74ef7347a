import { answerOf, api, itemsOf, pagedQuery, type Schemas, useSaving } from '@carenode/ui';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';
import { ifUnchanged, logKey, useLogSaving } from '../shared/log.queries.js';
import { type FoodFacts, nutrientsIn, portionsIn } from './amounts.rules.js';

export type FoodLogEntry = Schemas['FoodLogEntry'];
export type Favourite = Schemas['FoodFavourite'];
export type RecentFood = Schemas['RecentFood'];

/** A food to choose from: of the reference or the patient's own. */
export interface Food extends FoodFacts {
  readonly id: string;
  readonly patientId: string | null;
  readonly name: string;
  readonly brand: string | null;
  readonly source: string;
}

const favouritesKey = (patientId: string) => [...patientKey(patientId), 'food-favourites'] as const;
const foodsKey = ['foods'] as const;

/** Foods whose name or brand has words that begin so; the patient's own first. */
export const foodSearch = (q: string) =>
  queryOptions({
    queryKey: [...foodsKey, 'found', q],
    queryFn: ({ signal }) =>
      itemsOf(api.GET('/api/v1/foods', { params: { query: { q, limit: 12 } }, signal })),
    enabled: /[\p{L}\p{N}]/u.test(q),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const foodQuery = (id: string) =>
  queryOptions({
    queryKey: [...foodsKey, 'one', id],
    queryFn: async ({ signal }): Promise<Food> => {
      const food = await answerOf(api.GET('/api/v1/foods/{id}', { params: { path: { id } }, signal }));
      // The description of the API names them for no food; this answer has them.
      const whole: { readonly id: string; readonly nutrients?: unknown; readonly portions?: unknown } = food;
      return { ...food, nutrients: nutrientsIn(whole.nutrients), portions: portionsIn(whole.portions) };
    },
    staleTime: 60_000,
  });

export const ownFoodsQuery = (patientId: string) =>
  pagedQuery([...foodsKey, 'own', patientId], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/foods', {
        params: { path: { patientId }, query: { limit: 20, cursor } },
        signal,
      }),
    ),
  );

/** One entry with its nutrients. */
export const foodEntryQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: [...logKey(patientId, 'food-log'), 'one', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/food-log/{id}', {
          params: { path: { patientId, id } },
          signal,
        }),
      ),
  });

export const recentFoodsQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...logKey(patientId, 'food-log'), 'recent'],
    queryFn: ({ signal }) =>
      itemsOf(
        api.GET('/api/v1/patients/{patientId}/food-log/recent', {
          params: { path: { patientId }, query: { limit: 8 } },
          signal,
        }),
      ),
  });

export const favouritesQuery = (patientId: string) =>
  queryOptions({
    queryKey: favouritesKey(patientId),
    queryFn: ({ signal }) =>
      itemsOf(
        api.GET('/api/v1/patients/{patientId}/food-favourites', {
          params: { path: { patientId }, query: { limit: 50 } },
          signal,
        }),
      ),
  });

type FoodToSave =
  | { readonly entry: null; readonly input: Schemas['FoodLogInput'] }
  | { readonly entry: FoodLogEntry; readonly change: Schemas['FoodLogChange'] };

/** Adds an entry, or corrects one. */
export function useFoodSaving(patientId: string) {
  return useLogSaving(patientId, 'food-log', (food: FoodToSave, key) =>
    food.entry === null
      ? answerOf(
          api.POST('/api/v1/patients/{patientId}/food-log', {
            params: { path: { patientId }, header: { 'Idempotency-Key': key } },
            body: food.input,
          }),
        )
      : answerOf(
          api.PATCH('/api/v1/patients/{patientId}/food-log/{id}', {
            params: { path: { patientId, id: food.entry.id }, header: ifUnchanged(food.entry) },
            body: food.change,
          }),
        ),
  );
}

/** Notes a day, entries or a favourite once more. */
export function useRepeat(patientId: string) {
  return useLogSaving(patientId, 'food-log', (body: Schemas['RepeatInput'], key) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/food-log/repeat', {
        params: { path: { patientId }, header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  );
}

export function useFavouriteSaving(patientId: string) {
  return useSaving([favouritesKey(patientId)], (body: Schemas['FoodFavouriteInput']) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/food-favourites', { params: { path: { patientId } }, body }),
    ),
  );
}

export function useFavouriteRemoval(patientId: string) {
  return useSaving([favouritesKey(patientId)], ({ id }: Pick<Favourite, 'id'>) =>
    answerOf(
      api.DELETE('/api/v1/patients/{patientId}/food-favourites/{id}', {
        params: { path: { patientId, id } },
      }),
    ),
  );
}

/** Adds a food of the patient's own, or changes one when it has an id. */
export function useOwnFoodSaving(patientId: string, id: string | null) {
  return useSaving([foodsKey], (body: Schemas['FoodInput'], key) =>
    id === null
      ? answerOf(
          api.POST('/api/v1/patients/{patientId}/foods', {
            params: { path: { patientId }, header: { 'Idempotency-Key': key } },
            body,
          }),
        )
      : answerOf(
          api.PATCH('/api/v1/patients/{patientId}/foods/{id}', { params: { path: { patientId, id } }, body }),
        ),
  );
}

export function useOwnFoodRemoval(patientId: string) {
  return useSaving([foodsKey], ({ id }: { readonly id: string }) =>
    answerOf(api.DELETE('/api/v1/patients/{patientId}/foods/{id}', { params: { path: { patientId, id } } })),
  );
}
