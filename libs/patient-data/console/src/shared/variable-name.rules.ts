/** A variable as answers name it. */
export interface NamedVariable {
  readonly name: string;
  readonly displayName: string | null;
}

interface CodedVariable extends NamedVariable {
  readonly codeSystem: string | null;
  readonly code: string | null;
}

const LOINC = 'http://loinc.org';

/** What people read. */
export const variableName = ({ name, displayName }: NamedVariable): string => displayName ?? name;

/** `Body weight · LOINC 29463-7`: the name and code of the catalogue; null when they say no more than the plain name. */
export function catalogueName({ name, displayName, codeSystem, code }: CodedVariable): string | null {
  const coded = codeSystem === LOINC && code !== null ? `LOINC ${code}` : null;
  const parts = [displayName === null || displayName === name ? null : name, coded];
  return parts.filter((part) => part !== null).join(' · ') || null;
}

/** Is it called so, plainly or in the catalogue? */
export const isCalled = ({ name, displayName }: NamedVariable, text: string): boolean =>
  name === text || displayName === text;

/** Has one of its names these letters, or is this its code? */
export function matchesWords(
  variable: NamedVariable & { readonly code?: string | null },
  words: string,
): boolean {
  const wanted = words.trim().toLowerCase();
  return (
    variable.code === wanted ||
    [variable.name, variable.displayName].some((name) => name?.toLowerCase().includes(wanted))
  );
}
