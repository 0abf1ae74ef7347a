import { idFor } from '../people.js';
import { CLINICAL, everybody, OPEN, type RouteExpectation, rows } from './route-expectation.js';

/** Foods, the logs of patients and their history, and the timeline that joins them. */
export const LOG_ROUTES: Readonly<Record<string, RouteExpectation>> = {
  ...rows('condition-events', 'patient_condition_events', {
    writers: 'patient provider',
    body: { eventType: 'symptom' },
    change: { notes: 'x' },
  }),
  ...rows('food-log', 'patient_food_log', {
    writers: 'patient',
    body: { foodName: 'bread' },
    change: { notes: 'x' },
    trial: 'tess',
  }),
  ...rows('activity-log', 'patient_activity_log', {
    writers: 'patient',
    body: { activityType: 'walking' },
    change: { notes: 'x' },
  }),
  'GET /foods': { for: everybody },
  'GET /foods/{id}': { for: everybody, id: 'foods/shared' },
  'GET /activity-types': { for: everybody },
  ...rows('foods', 'foods', {
    writers: 'patient',
    readers: 'patient',
    body: { name: 'bread' },
    change: { brand: 'home' },
  }),
  'POST /patients/{patientId}/food-log/repeat': {
    for: 'patient',
    open: 'ann',
    body: { favouriteId: idFor('food_favourites/ann') },
  },
  ...rows('food-favourites', 'food_favourites', {
    writers: 'patient',
    readers: 'patient',
    body: { name: 'breakfast', items: [{ foodName: 'bread' }] },
    change: { name: 'supper' },
  }),
  'GET /patients/{patientId}/food-log/recent': { for: 'patient', open: 'ann' },
  'GET /patients/{patientId}/timeline': { for: CLINICAL, open: `${OPEN} tess`, refused: 'ada' },
  'GET /patients/{patientId}/food-log/{id}/versions': {
    for: CLINICAL,
    id: 'patient_food_log/ann',
    open: `${OPEN} tess`,
    refused: 'ada',
  },
  'GET /patients/{patientId}/activity-log/{id}/versions': {
    for: CLINICAL,
    id: 'patient_activity_log/ann',
    open: OPEN,
    refused: 'ada',
  },
  'GET /patients/{patientId}/condition-events/{id}/versions': {
    for: CLINICAL,
    id: 'patient_condition_events/ann',
    open: OPEN,
    refused: 'ada',
  },
};
