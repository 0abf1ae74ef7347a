import { dayAt } from '@carenode/ui';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import { daysOf, firstSpan, neighbour, type Span, SPANS } from './daily.rules.js';
import { dailyQuery, type Variable } from './measurements.queries.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of a variable is open. It is kept in the address, so that it can be found again and shown to others. */
export interface OpenDays {
  readonly span: Span;
  /** The last day, or the day itself. */
  readonly to: string;
  readonly from: string;
  readonly open: (more: { readonly span?: Span; readonly day?: string }) => void;
}

export function useOpenDays(patientId: string, variable: Variable): OpenDays {
  const [parameters, setParameters] = useSearchParams();
  const span = SPANS.find((one) => one === parameters.get('span')) ?? firstSpan(variable);
  const to = useLastDay(patientId, variable, parameters.get('day'));
  return {
    span,
    to,
    from: span === 'day' ? to : daysOf(span, to).from,
    open: (more) =>
      setParameters(
        (before) => new URLSearchParams({ variable: variable.id, ...Object.fromEntries(before), ...more }),
        { replace: true, preventScrollReset: true },
      ),
  };
}

/** The day that was asked for, else the last one with a value: the patient's days need not be those of this browser. */
function useLastDay(patientId: string, variable: Variable, asked: string | null): string {
  const newest = dayAt(Date.parse(variable.newestAt));
  const range = daysOf('90-days', neighbour('day', newest, 1));
  const isAsked = asked !== null && DAY.test(asked);
  const daily = useQuery({ ...dailyQuery(patientId, variable.id, range.from, range.to), enabled: !isAsked });
  if (isAsked) return asked;
  const days = daily.data?.variableId === variable.id ? daily.data.days : [];
  return days[days.length - 1]?.day ?? newest;
}
