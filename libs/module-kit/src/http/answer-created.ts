/** The part of the server's reply that a controller sets itself. */
export interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}

/** What came of a create: the row as it is answered, and whether this request made it. */
export interface Created<T extends object = object> {
  readonly id: string;
  readonly json: T;
  readonly created: boolean;
}

/** 201 with the row's address; 200 when the Idempotency-Key had made the row before. */
export function answerCreated<T extends object>(
  reply: Reply,
  path: string,
  { id, json, created }: Created<T>,
): T {
  reply.status(created ? 201 : 200).header('location', `/api/v1/${path}/${id}`);
  return json;
}
