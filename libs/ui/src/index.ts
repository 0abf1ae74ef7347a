export { actFor, actingWasEnded, endedActing, forgetEndedActing } from './api/acting-for.js';
export type { ActingFor } from './api/acting-for.js';
export { answerOf, api, apiInPerson, createApi, itemsOf, taggedAnswerOf } from './api/api.js';
export type { Api, Schemas } from './api/api.js';
export { download } from './api/download.js';
export type { ServerEvent } from './api/event-stream.rules.js';
export { followEvents } from './api/follow-events.js';
export { idempotencyKey } from './api/idempotency-key.js';
export { pagedQuery } from './api/paged-query.js';
export type { Page } from './api/paged-query.js';
export { ApiError, apiErrorOf, fieldErrorsOf, UnreachableError, wordsOf } from './api/problem.js';
export type { Problem, ProblemField } from './api/problem.js';
export { upload } from './api/upload.js';
export type { Upload } from './api/upload.js';
export { useSaving } from './api/use-saving.js';
export { DailyChart } from './chart/daily-chart.js';
export type { DailyChartProps, DailyPoint } from './chart/daily-chart.js';
export { dayAfter, dayAt, startOfDay } from './chart/day.rules.js';
export { TimeSeriesChart } from './chart/time-series-chart.js';
export type { TimePoint, TimeSeriesChartProps } from './chart/time-series-chart.js';
export { ConfirmDialog } from './components/confirm-dialog.js';
export { CopyField } from './components/copy-field.js';
export { DoneAlert } from './components/done-alert.js';
export {
  ActivityIcon,
  AlertIcon,
  ArrowLeftIcon,
  BellIcon,
  BookIcon,
  BoxIcon,
  BulbIcon,
  CardIcon,
  CartIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronRightIcon,
  ChevronUpIcon,
  ClockIcon,
  DownloadIcon,
  EyeIcon,
  FileIcon,
  FoodIcon,
  HistoryIcon,
  HomeIcon,
  InfoIcon,
  ListIcon,
  ModulesIcon,
  MoonIcon,
  PencilIcon,
  PeopleIcon,
  PillIcon,
  PlusIcon,
  PulseIcon,
  QuestionIcon,
  RepeatIcon,
  ScreenIcon,
  SearchIcon,
  ShieldIcon,
  SignOutIcon,
  SirenIcon,
  StarIcon,
  SunIcon,
  SwapIcon,
  SymptomIcon,
  TableIcon,
  TagIcon,
  TargetIcon,
  TimelineIcon,
  TodayIcon,
  TrashIcon,
  TruckIcon,
  UndoIcon,
  UploadIcon,
} from './components/icons.js';
export type { Icon } from './components/icons.js';
export { Form, FormDialog } from './form/form.js';
export { LongText } from './form/long-text.js';
export { useDraft } from './form/use-draft.js';
export type { Draft } from './form/use-draft.js';
export { formText } from './format/form-text.js';
export { LoadMore } from './components/load-more.js';
export { Loaded, Loading } from './components/loaded.js';
export { Nothing } from './components/nothing.js';
export { PagedList } from './components/paged-list.js';
export { PageHeader } from './components/page-header.js';
export { PlainList } from './components/plain-list.js';
export { ProblemAlert } from './components/problem-alert.js';
export { RemoveDialog } from './components/remove-dialog.js';
export { Section } from './components/section.js';
export {
  ageOn,
  countText,
  dayText,
  durationText,
  momentText,
  plural,
  sizeText,
  unitText,
  valueText,
} from './format/format.js';
export type {
  ModuleScreens,
  NavigationEntry,
  Notice,
  NotificationBody,
  NotificationWords,
  QuickLog,
  RecordTab,
  Screen,
  ScreenTab,
  TabbedScreen,
} from './screens/module-screens.js';
export { ScreensContext, useAdditions, useNotificationWords } from './screens/additions.js';
export { SessionContext, sessionQuery, USER_TYPE_LABELS, useSession } from './session/session.js';
export type { Session, UserType } from './session/session.js';
export { cssVariables, theme } from './theme/theme.js';
