import { variableName } from '../shared/variable-name.rules.js';
import type { Variable } from './measurements.queries.js';

/** FHIR observation categories, in the order they are shown. */
const CATEGORIES: Readonly<Record<string, string>> = {
  'vital-signs': 'Vital signs',
  laboratory: 'Laboratory',
  activity: 'Activity',
  symptom: 'Symptoms',
  exam: 'Examinations',
  survey: 'Questionnaires',
  'social-history': 'Social history',
  imaging: 'Imaging',
  procedure: 'Procedures',
  therapy: 'Therapies',
};
const OTHER = 'Other';

export interface VariableGroup {
  readonly label: string;
  readonly members: readonly Variable[];
}

/** Variables by category, each by name; groups without members are left out. */
export function groupsOf(variables: readonly Variable[]): VariableGroup[] {
  const groups = new Map(
    [...Object.values(CATEGORIES), OTHER].map((label): [string, Variable[]] => [label, []]),
  );
  for (const variable of variables) {
    groups.get(CATEGORIES[variable.category ?? ''] ?? OTHER)?.push(variable);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([label, members]) => ({
      label,
      members: members.sort((one, other) => variableName(one).localeCompare(variableName(other))),
    }));
}
