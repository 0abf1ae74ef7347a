import { answerOf, api, itemsOf, type Schemas } from '@carenode/ui';

import { SearchChoice } from './search-choice.js';

type Treatment = Schemas['Treatment'];

const find = (q: string, signal: AbortSignal): Promise<readonly Treatment[]> =>
  itemsOf(api.GET('/api/v1/treatments', { params: { query: { q: q || undefined, limit: 20 } }, signal }));

const get = (id: string, signal: AbortSignal): Promise<Treatment> =>
  answerOf(api.GET('/api/v1/treatments/{id}', { params: { path: { id } }, signal }));

interface TreatmentChoiceProps {
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly value: string | null;
  readonly error?: string | undefined;
  readonly onChange: (id: string | null) => void;
}

/** Finds one treatment of the catalogue. */
export function TreatmentChoice(props: TreatmentChoiceProps) {
  return (
    <SearchChoice
      {...props}
      description={props.description ?? 'Type the beginning of its name or code'}
      queryKey={['treatments']}
      find={find}
      get={get}
      textOf={({ name, code }) => (code === null ? name : `${name} (${code})`)}
    />
  );
}
