import type { VariableRef } from '@carenode/records-contract';

import { VARIABLES, ownVariable } from '../../format/variables.js';
import { refusal, type MappedValue } from './mapping.js';

const LOINC = 'http://loinc.org';
const SHARED = new Map<string | null, VariableRef>(
  Object.values<VariableRef>(VARIABLES).map((shared) => [shared.code, shared]),
);

/** Units that are written as their UCUM codes, so that a variable of the person's own can be compared in them. */
const UCUM = new Set(
  (
    'kg g mg ug ng L dL mL m cm mm km h min s ms d wk mo a kcal kJ % /min mm[Hg] Cel [degF] mg/dL g/dL g/L mg/L ug/L ng/mL ' +
    'ug/dL pg/mL mmol/L umol/L nmol/L pmol/L mmol/mol [iU] [iU]/L m[iU]/L kg/m2 m/s km/h W dB {steps} {count} {score} 1'
  ).split(' '),
);

/** The variable that a mapping names: a shared one by its code, a LOINC code, or one of the person's own. */
export function mappedVariable(
  { name, code, unit, kind }: Omit<MappedValue, 'column'>,
  path: string,
): VariableRef {
  if (code === undefined) return ownVariable(name, unit !== null && UCUM.has(unit) ? unit : null, kind);
  const shared = SHARED.get(code);
  if (shared) {
    if (shared.kind !== kind) {
      const what = `The mapping's \`${path}.kind\` is not that of the variable with this code`;
      throw refusal('mapping_kind', `${what}, which is ${shared.kind}.`, `columns.${path}.kind`);
    }
    return shared;
  }
  if (!isLoinc(code)) {
    const what = `The mapping's \`${path}.code\` is no LOINC code (its check digit is wrong) and no code of Carenode`;
    throw refusal('mapping_code_unknown', `${what}.`, `columns.${path}.code`);
  }
  return { system: LOINC, code, name, unit: unit !== null && UCUM.has(unit) ? unit : null, kind };
}

/** LOINC codes end in a check digit by Luhn's method (modulus 10), as LOINC's users' guide describes it. */
export function isLoinc(code: string): boolean {
  const parts = /^(\d{1,7})-(\d)$/.exec(code);
  if (!parts) return false;
  const digits = [...(parts[1] ?? '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, n) => {
    const doubled = n % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(parts[2]);
}
