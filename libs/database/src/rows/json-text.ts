/** JSON that is text already: the host sends it as it is. `etag` becomes the ETag header. */
export class JsonText {
  constructor(
    readonly text: string,
    readonly etag?: string,
  ) {}
}
