/** How an indicator can stand against its path. */
export const targetStates = ['met', 'on-path', 'behind', 'not-constraining', 'cannot-say'] as const
export type TargetState = (typeof targetStates)[number]
