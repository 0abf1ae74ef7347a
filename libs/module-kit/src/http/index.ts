export { answerCreated } from './answer-created.js';
export type { Created, Reply } from './answer-created.js';
export {
  BooleanField,
  ChoiceField,
  DayField,
  EmailField,
  field,
  fieldsOf,
  IdField,
  InstantField,
  IntegerField,
  isInstant,
  JsonField,
  NumberField,
  partialInput,
  TextField,
  TextListField,
} from './fields.js';
export type { Field, FieldOptions, JsonSchema } from './fields.js';
export { patientRowsController } from './patient-rows.controller.js';
export type { PatientRoutes, PatientRows } from './patient-rows.controller.js';
export { recordVersionsController } from './record-versions.controller.js';
export type { RecordVersionsRoute } from './record-versions.controller.js';
export { ListField, ObjectField } from './list-field.js';
export { parseId, parseInput } from './input.js';
export {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  PageQuery,
  PatientId,
  Public,
  Returns,
  ReturnsPage,
  ROUTE,
  StreamBody,
} from './route.js';
export { sessionCookieName } from './session-cookie.js';
export type { CarenodeRequest, PublicCaller, RouteAccess, RouteAnswer } from './route.js';
