import { changeValues } from '@carenode/database';

/**
 * Below 1.5 MET, sitting or lying, is sedentary (WHO guidelines on physical activity and sedentary behaviour, 2020; ACSM). An
 * older version has no class for it: neither is it light, so there it has none.
 */
export const activityIntensity = changeValues({
  first: 10,
  name: 'activity-intensity',
  why: 'What takes less than 1.5 MET is sedentary, a class of its own beside light, moderate and vigorous.',
  table: 'patient_activity_log',
  column: 'intensity',
  limitedBy: { check: 'activity_log_intensity_choice' },
  from: ['light', 'moderate', 'vigorous'],
  add: { sedentary: null },
  comment: {
    from: 'light, moderate or vigorous (WHO guidelines on physical activity, 2020)',
    to: 'sedentary, light, moderate or vigorous (WHO guidelines on physical activity and sedentary behaviour, 2020)',
  },
});
