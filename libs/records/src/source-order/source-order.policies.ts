import { own, type TablePolicies } from '@carenode/module-kit';

const ours = own('patient_id');

export const sourceOrderPolicies: TablePolicies = {
  patient: {
    select: { when: ours },
    insert: { when: ours, columns: ['patient_id', 'variable_id', 'sources', 'chosen'] },
    update: { when: ours, columns: ['sources', 'chosen'] },
    delete: { when: ours },
  },
};
