import { RowView } from '@carenode/database';

import { Variable } from './variable.entity.js';

export const variableView = new RowView(Variable);
