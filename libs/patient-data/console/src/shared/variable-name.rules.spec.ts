import { catalogueName, isCalled, matchesWords, variableName } from './variable-name.rules.js';

const STEPS = {
  name: 'Number of steps in unspecified time Pedometer',
  displayName: 'Steps',
  codeSystem: 'http://loinc.org',
  code: '55423-8',
};
const OWN = { name: 'Mood', displayName: null, codeSystem: null, code: null };

describe('the name of a variable', () => {
  it('is the plain one, and its own where it has no other', () => {
    expect(variableName(STEPS)).toBe('Steps');
    expect(variableName(OWN)).toBe('Mood');
  });

  it('stands beside the name and code of LOINC where they say more', () => {
    expect(catalogueName(STEPS)).toBe('Number of steps in unspecified time Pedometer · LOINC 55423-8');
    expect(catalogueName({ ...STEPS, name: 'Steps' })).toBe('LOINC 55423-8');
    expect(catalogueName(OWN)).toBeNull();
    expect(catalogueName({ ...OWN, codeSystem: 'urn:carenode:variable', code: 'in-bed' })).toBeNull();
  });

  it('is found by parts of both names, and by the code', () => {
    for (const words of ['steps', ' PEDO', '55423-8', '']) expect(matchesWords(STEPS, words)).toBe(true);
    expect(matchesWords(STEPS, 'weight')).toBe(false);
    expect(matchesWords(OWN, 'steps')).toBe(false);
    expect([STEPS.name, 'Steps', 'steps'].map((text) => isCalled(STEPS, text))).toEqual([true, true, false]);
  });
});
