import { answerOf, api, idempotencyKey, pagedQuery, type Schemas } from '@carenode/ui';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';
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

const logKey = (patientId: string) => [...patientKey(patientId), 'food-log'] as const;
const favouritesKey = (patientId: string) => [...patientKey(patientId), 'food-favourites'] as const;
const foodsKey = ['foods'] as const;

/** Foods whose name or brand has words that begin so; the patient's own first. */
export const foodSearch = (q: string) =>
  queryOptions({
    queryKey: [...foodsKey, 'found', q],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/foods', { params: { query: { q, limit: 12 } }, signal }))).items,
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

export const foodLogQuery = (patientId: string) =>
  pagedQuery([...logKey(patientId), 'all'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/food-log', {
        params: { path: { patientId }, query: { limit: 30, cursor } },
        signal,
      }),
    ),
  );

/** One entry with its nutrients. */
export const foodEntryQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: [...logKey(patientId), 'one', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/food-log/{id}', {
          params: { path: { patientId, id } },
          signal,
        }),
      ),
  });

export const foodVersionsQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: [...logKey(patientId), 'versions', id],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/food-log/{id}/versions', {
            params: { path: { patientId, id } },
            signal,
          }),
        )
      ).items,
  });

/** What was noted in a span of time, up to 200 entries: a day. */
export const foodOfSpan = (patientId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...logKey(patientId), 'span', from, to],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/food-log', {
            params: { path: { patientId }, query: { from, to, limit: 200 } },
            signal,
          }),
        )
      ).items,
  });

export const recentFoodsQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...logKey(patientId), 'recent'],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/food-log/recent', {
            params: { path: { patientId }, query: { limit: 8 } },
            signal,
          }),
        )
      ).items,
  });

export const favouritesQuery = (patientId: string) =>
  queryOptions({
    queryKey: favouritesKey(patientId),
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/food-favourites', {
            params: { path: { patientId }, query: { limit: 50 } },
            signal,
          }),
        )
      ).items,
  });

function useLogChanged(patientId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: logKey(patientId) }),
      client.invalidateQueries({ queryKey: [...patientKey(patientId), 'timeline'] }),
    ]);
}

type FoodToSave =
  | { readonly id: null; readonly input: Schemas['FoodLogInput'] }
  | { readonly id: string; readonly change: Schemas['FoodLogChange'] };

/** Adds an entry, or corrects one. The same entry sent twice, as after a lost answer, is written down once. */
export function useFoodSaving(patientId: string) {
  const changed = useLogChanged(patientId);
  const [key, setKey] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (food: FoodToSave) =>
      food.id === null
        ? answerOf(
            api.POST('/api/v1/patients/{patientId}/food-log', {
              params: { path: { patientId }, header: { 'Idempotency-Key': key } },
              body: food.input,
            }),
          )
        : answerOf(
            api.PATCH('/api/v1/patients/{patientId}/food-log/{id}', {
              params: { path: { patientId, id: food.id } },
              body: food.change,
            }),
          ),
    onSuccess: () => {
      setKey(idempotencyKey());
      return changed();
    },
  });
}

export function useFoodRemoval(patientId: string) {
  const changed = useLogChanged(patientId);
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(
        ids.map((id) =>
          answerOf(
            api.DELETE('/api/v1/patients/{patientId}/food-log/{id}', { params: { path: { patientId, id } } }),
          ),
        ),
      ),
    onSuccess: changed,
  });
}

/** Notes a day, entries or a favourite once more. */
export function useRepeat(patientId: string) {
  const changed = useLogChanged(patientId);
  const [key, setKey] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (input: Schemas['RepeatInput']) =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/food-log/repeat', {
          params: { path: { patientId }, header: { 'Idempotency-Key': key } },
          body: input,
        }),
      ),
    onSuccess: () => {
      setKey(idempotencyKey());
      return changed();
    },
  });
}

export function useFavouriteSaving(patientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['FoodFavouriteInput']) =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/food-favourites', { params: { path: { patientId } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: favouritesKey(patientId) }),
  });
}

export function useFavouriteRemoval(patientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.DELETE('/api/v1/patients/{patientId}/food-favourites/{id}', {
          params: { path: { patientId, id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: favouritesKey(patientId) }),
  });
}

export function useOwnFoodSaving(patientId: string) {
  const client = useQueryClient();
  const [key, setKey] = useState(idempotencyKey);
  return useMutation({
    mutationFn: ({ id, input }: { readonly id: string | null; readonly input: Schemas['FoodInput'] }) =>
      id === null
        ? answerOf(
            api.POST('/api/v1/patients/{patientId}/foods', {
              params: { path: { patientId }, header: { 'Idempotency-Key': key } },
              body: input,
            }),
          )
        : answerOf(
            api.PATCH('/api/v1/patients/{patientId}/foods/{id}', {
              params: { path: { patientId, id } },
              body: input,
            }),
          ),
    onSuccess: () => {
      setKey(idempotencyKey());
      return client.invalidateQueries({ queryKey: foodsKey });
    },
  });
}

export function useOwnFoodRemoval(patientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.DELETE('/api/v1/patients/{patientId}/foods/{id}', { params: { path: { patientId, id } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: foodsKey }),
  });
}
