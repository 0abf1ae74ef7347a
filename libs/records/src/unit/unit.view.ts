import { RowView } from '@carenode/database';

import { Unit } from './unit.entity.js';

export const unitView = new RowView(Unit);
