import type { Simulation } from './simulated-person.js';

type Kind = Omit<Simulation, 'seed' | 'planted'> & {
  /** The means do change over the time: a trend that is told is true. */
  readonly trends?: true;
};

const size = { factors: 10, outcomes: 4 } as const;

/** Persons of whom nothing goes with anything, and what their days are like: what a method of analysis is misled by. */
export const NULLS: Readonly<Record<string, Kind>> = {
  'independent days, 60': { ...size, days: 60, phi: 0 },
  'independent days, 365': { ...size, days: 365, phi: 0 },
  'autocorrelation 0.5, 60': { ...size, days: 60, phi: 0.5 },
  'autocorrelation 0.5, 365': { ...size, days: 365, phi: 0.5 },
  'autocorrelation 0.8, 120': { ...size, days: 120, phi: 0.8 },
  'autocorrelation 0.8, 365': { ...size, days: 365, phi: 0.8 },
  'autocorrelation 0.95, 365': { ...size, days: 365, phi: 0.95 },
  'second order, 365': { ...size, days: 365, phi: 0.8, memory: 'second' },
  'slow wandering and noise, 365': { ...size, days: 365, phi: 0.5, memory: 'mixed' },
  'weekly pattern, 180': { ...size, days: 180, phi: 0.5, weekly: 1 },
  'trends, 180': { ...size, days: 180, phi: 0.5, trend: 3, trends: true },
  'seasons, 730': { ...size, days: 730, phi: 0.5, season: 1.5, trends: true },
  'one step each, 365': { ...size, days: 365, phi: 0.5, step: 3, trends: true },
  'half of the days missing, 365': { ...size, days: 365, phi: 0.8, missing: 0.5 },
  'four of five days missing, 1000': { ...size, days: 1000, phi: 0.8, missing: 0.8 },
  'whole numbers with ties, 365': { ...size, days: 365, phi: 0.8, shape: 'steps' },
  'factors on one day in five, 365': { ...size, days: 365, phi: 0.5, shape: 'rare' },
  'skewed, 365': { ...size, days: 365, phi: 0.8, shape: 'skewed' },
  'factors alike (0.7), 365': { ...size, days: 365, phi: 0.8, together: 0.7 },
  'everything at once, 90': {
    ...size,
    days: 90,
    phi: 0.8,
    weekly: 1,
    trend: 2,
    missing: 0.3,
    shape: 'steps',
    together: 0.3,
    trends: true,
  },
  'everything at once, 365': {
    ...size,
    days: 365,
    phi: 0.8,
    weekly: 1,
    trend: 2,
    season: 1,
    missing: 0.3,
    shape: 'steps',
    together: 0.3,
    trends: true,
  },
  'forty factors, ten outcomes, 365': { days: 365, factors: 40, outcomes: 10, phi: 0.6, missing: 0.1 },
};
