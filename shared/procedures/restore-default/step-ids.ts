/** Steps of `restore-default` that others look up in a run. */
export const restoreStage = 'restore-rules';
export const nameOwnersId = 'name-owners';
