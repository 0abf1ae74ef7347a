import {
  ActivityIcon,
  BookIcon,
  BulbIcon,
  FoodIcon,
  ListIcon,
  PulseIcon,
  type RecordTab,
  TargetIcon,
  TimelineIcon,
  TodayIcon,
  UploadIcon,
} from '@carenode/ui';
import { lazy } from 'react';

type Content = RecordTab['Content'];

/** A tab whose code is fetched when it is first opened. */
const later = (load: () => Promise<Content>) => lazy(async () => ({ default: await load() }));

/** In the order in which they stand; whoever opens a record without naming one sees the first that is theirs. */
export const PATIENT_TABS: readonly RecordTab[] = [
  {
    path: 'today',
    label: 'Today',
    icon: TodayIcon,
    userTypes: ['patient'],
    Content: later(async () => (await import('../today/today.tab.js')).TodayTab),
  },
  {
    path: 'measurements',
    label: 'Measurements',
    icon: PulseIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../measurements/measurements.tab.js')).MeasurementsTab),
  },
  {
    path: 'timeline',
    label: 'Timeline',
    icon: TimelineIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../timeline/timeline.tab.js')).TimelineTab),
  },
  {
    path: 'conditions',
    label: 'Conditions',
    icon: ListIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../conditions/conditions.tab.js')).ConditionsTab),
  },
  {
    path: 'food-log',
    label: 'Food log',
    icon: FoodIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../food-log/food-log.tab.js')).FoodLogTab),
  },
  {
    path: 'activity',
    label: 'Activity',
    icon: ActivityIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../activity/activity.tab.js')).ActivityTab),
  },
  {
    path: 'goals',
    label: 'Goals',
    icon: TargetIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../goals/goals.tab.js')).GoalsTab),
  },
  {
    path: 'insights',
    label: 'Insights',
    icon: BulbIcon,
    userTypes: ['patient', 'provider'],
    Content: later(async () => (await import('../insights/insights.tab.js')).InsightsTab),
  },
  {
    path: 'learning',
    label: 'Learning',
    icon: BookIcon,
    userTypes: ['patient'],
    Content: later(async () => (await import('../learning/learning.tab.js')).LearningTab),
  },
  {
    path: 'imports',
    label: 'Import',
    icon: UploadIcon,
    userTypes: ['patient'],
    Content: later(async () => (await import('../imports/imports.tab.js')).ImportsTab),
  },
];
