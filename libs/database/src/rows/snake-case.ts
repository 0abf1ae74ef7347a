import { DefaultNamingStrategy } from 'typeorm';

/** `utcOffsetMinutes` → `utc_offset_minutes`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Columns are named as the plan names them: the property in snake_case. */
export class SnakeCaseNames extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? snakeCase(property);
  }
}
