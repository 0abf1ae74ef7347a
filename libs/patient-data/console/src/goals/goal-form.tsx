import { FormDialog, LongText, unitText, useDraft } from '@carenode/ui';
import { Group, Input, NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';

import { STATUS_WORDS } from './goal.rules.js';
import {
  type Followed,
  type GoalDraft,
  inputOf,
  type Measure,
  missingIn,
  suggestedTitle,
  usualMeasure,
} from './goal-draft.rules.js';
import { useGoalSaving } from './goals.queries.js';
import { VariableChoice } from './variable-choice.js';

const LABELS = {
  title: 'Title',
  description: 'More about it',
  targetValue: 'Target',
  currentValue: 'Where it is now',
  unit: 'Unit',
  targetDate: 'By when',
  variableId: 'What is measured',
  periodDays: 'Days',
  status: 'State',
} as const;

interface GoalFormProps {
  readonly patientId: string;
  /** The goal that is changed; null for a new one. */
  readonly goalId: string | null;
  readonly start: GoalDraft;
  readonly onClose: () => void;
}

/** A goal as it is to be, in a dialog. */
export function GoalForm({ patientId, goalId, start, onClose }: GoalFormProps) {
  const [asked, setAsked] = useState(false);
  const saving = useGoalSaving(patientId, goalId);
  const { draft, set, errors, problem, text } = useDraft({ start, labels: LABELS, saving });
  const missing = asked ? missingIn(draft) : {};
  const save = () => {
    setAsked(true);
    if (Object.keys(missingIn(draft)).length > 0) return;
    saving.mutate(inputOf(draft), { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={goalId === null ? 'New goal' : 'Change the goal'}
      label="Goal"
      problem={problem}
      notSaved="The goal was not saved"
      submit="Save the goal"
      pending={saving.isPending}
      onSubmit={save}
      onClose={onClose}
      noValidate
    >
      {goalId === null && (
        <SegmentedControl
          fullWidth
          aria-label="How the goal is kept"
          value={draft.follows ? 'follows' : 'by-hand'}
          onChange={(value) => set({ follows: value === 'follows' })}
          data={[
            { value: 'follows', label: 'Follows measurements' },
            { value: 'by-hand', label: 'I keep it by hand' },
          ]}
        />
      )}
      {draft.follows && (
        <Following
          patientId={patientId}
          draft={draft}
          error={missing.variable ?? errors.variableId}
          periodError={errors.periodDays}
          onChange={set}
        />
      )}
      <Aim draft={draft} error={missing.target ?? errors.targetValue} onChange={set} />
      {!draft.follows && (
        <NumberInput
          label={LABELS.currentValue}
          size="md"
          decimalScale={4}
          value={draft.current}
          onChange={(value) => set({ current: numberOf(value) })}
          error={errors.currentValue}
        />
      )}
      <TextInput type="date" description="May stay empty" {...text('by', 'targetDate')} />
      <TextInput
        placeholder={suggestedTitle(draft)}
        description={
          draft.follows ? 'If it is left empty, the goal is called by what it is about' : undefined
        }
        maxLength={500}
        {...text('title')}
        error={missing.title ?? errors.title}
      />
      <LongText minRows={2} maxRows={8} {...text('description')} />
      {goalId !== null && (
        <NativeSelect
          size="md"
          data={Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label }))}
          {...text('status')}
        />
      )}
    </FormDialog>
  );
}

interface PartProps {
  readonly draft: GoalDraft;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<GoalDraft>) => void;
}

function Following({
  patientId,
  draft,
  error,
  periodError,
  onChange,
}: PartProps & { readonly patientId: string; readonly periodError: string | undefined }) {
  const choose = (variable: Followed | null) =>
    onChange({ variable, ...(variable ? { measure: usualMeasure(variable) } : {}) });
  return (
    <>
      <VariableChoice patientId={patientId} value={draft.variable} error={error} onChange={choose} />
      <Group grow align="flex-start" gap="sm">
        <NativeSelect
          label="What of it"
          size="md"
          value={draft.measure}
          onChange={(event) => onChange({ measure: event.currentTarget.value as Measure })}
          data={[
            { value: 'latest', label: 'The newest day' },
            { value: 'average', label: 'The average of some days' },
            { value: 'total', label: 'The total of some days' },
          ]}
        />
        {draft.measure !== 'latest' && (
          <NumberInput
            label={LABELS.periodDays}
            size="md"
            min={1}
            max={366}
            allowDecimal={false}
            value={draft.periodDays}
            onChange={(value) => onChange({ periodDays: numberOf(value) })}
            error={periodError}
          />
        )}
      </Group>
    </>
  );
}

function Aim({ draft, error, onChange }: PartProps) {
  const unit = draft.follows ? unitText(draft.variable?.unitCode ?? null) : null;
  return (
    <Group grow align="flex-start" gap="sm" preventGrowOverflow={false}>
      <Input.Wrapper label="The target is" labelElement="div">
        <SegmentedControl
          fullWidth
          mt={4}
          aria-label="The target is"
          value={draft.direction}
          onChange={(value) => onChange({ direction: value })}
          data={[
            { value: 'at-least', label: 'At least' },
            { value: 'at-most', label: 'At most' },
          ]}
        />
      </Input.Wrapper>
      <NumberInput
        label={unit === null ? LABELS.targetValue : `${LABELS.targetValue} in ${unit}`}
        size="md"
        decimalScale={4}
        value={draft.target}
        onChange={(value) => onChange({ target: numberOf(value) })}
        error={error}
      />
      {!draft.follows && (
        <TextInput
          label={LABELS.unit}
          placeholder="kg, times, pages"
          maxLength={200}
          value={draft.unit}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}

const numberOf = (value: string | number): number | '' =>
  value === '' || Number.isNaN(Number(value)) ? '' : Number(value);
