export { answerOf, api, createApi, taggedAnswerOf } from './api/api.js';
export type { Api, Schemas } from './api/api.js';
export { idempotencyKey } from './api/idempotency-key.js';
export { ApiError, apiErrorOf, fieldErrorsOf, UnreachableError, wordsOf } from './api/problem.js';
export type { Problem, ProblemField } from './api/problem.js';
export { upload } from './api/upload.js';
export type { Upload } from './api/upload.js';
export { TimeSeriesChart } from './chart/time-series-chart.js';
export type { TimePoint, TimeSeriesChartProps } from './chart/time-series-chart.js';
export { CopyField } from './components/copy-field.js';
export {
  AlertIcon,
  ArrowLeftIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronRightIcon,
  FileIcon,
  FoodIcon,
  HomeIcon,
  InfoIcon,
  ListIcon,
  ModulesIcon,
  MoonIcon,
  PeopleIcon,
  PlusIcon,
  PulseIcon,
  ScreenIcon,
  SearchIcon,
  SignOutIcon,
  SunIcon,
  UploadIcon,
} from './components/icons.js';
export type { Icon } from './components/icons.js';
export { formText } from './format/form-text.js';
export { LoadMore } from './components/load-more.js';
export { Loaded, Loading } from './components/loaded.js';
export { Nothing } from './components/nothing.js';
export { PageHeader } from './components/page-header.js';
export { ProblemAlert } from './components/problem-alert.js';
export { Section } from './components/section.js';
export {
  ageOn,
  countText,
  dayText,
  momentText,
  plural,
  sizeText,
  unitText,
  valueText,
} from './format/format.js';
export type { ModuleScreens, NavigationEntry, Screen } from './screens/module-screens.js';
export { SessionContext, sessionQuery, USER_TYPE_LABELS, useSession } from './session/session.js';
export type { Session, UserType } from './session/session.js';
export { cssVariables, theme } from './theme/theme.js';
