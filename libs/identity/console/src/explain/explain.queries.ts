import { answerOf, api, type Schemas } from '@carenode/ui';
import { useMutation } from '@tanstack/react-query';

export type AccessExplanation = Schemas['AccessExplanation'];
export type AccessQuestion = Schemas['AccessQuestionInput'];

/** Asking about a row of a person is noted in that person's access log. */
export function useExplain() {
  return useMutation({
    mutationFn: (body: AccessQuestion) => answerOf(api.POST('/api/v1/access/explain', { body })),
  });
}
