import { PageQuery, TextField } from '@carenode/module-kit/http';

/** `?q=&limit=&cursor=` of a catalogue. */
export class CatalogueQuery extends PageQuery {
  @TextField({
    about: 'Beginnings of words of the name, all of which must occur, or the beginning of a code',
    max: 200,
    optional: true,
  })
  q?: string;
}
