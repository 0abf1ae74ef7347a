import { TextField } from '@carenode/module-kit/http';

export class UnitQuery {
  @TextField({
    about: 'Part of the code, the name, the symbol or what it measures; case counts in codes only',
    max: 100,
    optional: true,
  })
  q?: string;
}
