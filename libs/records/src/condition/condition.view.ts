import { RowView } from '@carenode/database';

import { Condition } from './condition.entity.js';

export const conditionView = new RowView(Condition);
