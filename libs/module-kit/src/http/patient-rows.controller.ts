import 'reflect-metadata';

import {
  applyDecorators,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Patch,
  Post,
  Query,
  Res,
  type Type,
} from '@nestjs/common';

import type { RequestContext, UserType } from '../context/request-context.js';
import { answerCreated, type Created, type Reply } from './answer-created.js';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  type PageQuery,
  PatientId,
  Returns,
  ReturnsPage,
} from './route.js';

/** The verbs on rows that belong to a patient; a `RowStore` of the database library has them. */
export interface PatientRows {
  list(
    ctx: RequestContext,
    patientId: string,
    page: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
    filters: Readonly<Record<string, unknown>>,
  ): Promise<object>;
  get(ctx: RequestContext, patientId: string, id: string): Promise<object>;
  create(ctx: RequestContext, patientId: string, input: object, idempotencyKey?: string): Promise<Created>;
  update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: object,
    ifMatch?: string,
  ): Promise<object>;
  remove(ctx: RequestContext, patientId: string, id: string): Promise<void>;
}

/** What sets one noun's routes apart from another's. */
export interface PatientRoutes {
  /** Below `/patients/:patientId/`. */
  readonly path: string;
  /** Begins the operation ids of the API's description, e.g. `FoodLog`. */
  readonly name: string;
  /** What one row and several are called in the API's description. */
  readonly words: readonly [one: string, several: string];
  readonly store: Type<PatientRows>;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly query: Type<PageQuery>;
  readonly input: Type<object>;
  readonly change: Type<object>;
  readonly mayRead: readonly UserType[];
  readonly mayCreate: readonly UserType[];
  readonly mayUpdate: readonly UserType[];
  /** Absent for rows that nobody deletes, which then have no such route. */
  readonly mayDelete?: readonly UserType[];
}

/**
 * List, read, create, change and, with `mayDelete`, delete over HTTP on rows that belong to a patient. What they do is the
 * store's; who may, the policies'. A filter of the list is a field of `query` and a filter of the store, by one name.
 */
export function patientRowsController(routes: PatientRoutes): Type {
  const [one, several] = routes.words;
  // Undecorated, a method is no route.
  const Deletion = () =>
    routes.mayDelete
      ? applyDecorators(
          Delete(':id'),
          HttpCode(204),
          Allow(...routes.mayDelete),
          About(`Deletes one ${one}.`),
          Returns(null),
        )
      : applyDecorators();

  @Controller(`patients/:patientId/${routes.path}`)
  class PatientRowsController {
    constructor(@Inject(routes.store) private readonly rows: PatientRows) {}

    @Get()
    @Allow(...routes.mayRead)
    @About(`The patient’s ${several}, newest first.`)
    @ReturnsPage(routes.schema)
    list(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @Query() query: PageQuery,
    ): Promise<object> {
      const { limit, cursor, ...filters } = query;
      return this.rows.list(ctx, patientId, { limit, cursor }, filters);
    }

    @Get(':id')
    @Allow(...routes.mayRead)
    @About(`One ${one}.`)
    @Returns(routes.schema)
    get(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @IdParam('id') id: string,
    ): Promise<object> {
      return this.rows.get(ctx, patientId, id);
    }

    @Post()
    @Allow(...routes.mayCreate)
    @About(`Adds one ${one}. The same Idempotency-Key again answers with the row it made.`)
    @Returns(routes.schema)
    async create(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @Body() input: object,
      @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
      @Res({ passthrough: true }) reply: Reply,
    ): Promise<object> {
      const created = await this.rows.create(ctx, patientId, input, idempotencyKey);
      return answerCreated(reply, `patients/${patientId}/${routes.path}`, created);
    }

    @Patch(':id')
    @Allow(...routes.mayUpdate)
    @About(`Changes one ${one}. If-Match refuses the change of a row that has changed since.`)
    @Returns(routes.schema)
    update(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @IdParam('id') id: string,
      @Body() change: object,
      @HeaderValue('If-Match') ifMatch: string | undefined,
    ): Promise<object> {
      return this.rows.update(ctx, patientId, id, change, ifMatch);
    }

    @Deletion()
    remove(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @IdParam('id') id: string,
    ): Promise<void> {
      return this.rows.remove(ctx, patientId, id);
    }
  }

  // The host reads from here which class checks a body or query; inside a factory the compiler cannot know it.
  const declare = (method: keyof PatientRowsController, ...types: unknown[]) =>
    Reflect.defineMetadata('design:paramtypes', types, PatientRowsController.prototype, method);
  declare('list', Object, String, routes.query);
  declare('create', Object, String, routes.input, String, Object);
  declare('update', Object, String, String, routes.change, String);
  Object.defineProperty(PatientRowsController, 'name', { value: `${routes.name}Controller` });
  return PatientRowsController;
}
