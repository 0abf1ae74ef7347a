import { RowView } from '@carenode/database';

import { Treatment } from './treatment.entity.js';

export const treatmentView = new RowView(Treatment);
