import type { Flag } from '../../models/result'

/** Paths under which figures of a flag open. */
const places = (flag: Flag): string => [flag.subject.kind, flag.subject.id, flag.unit, String(flag.firstYear ?? flag.targetYear)].join('/')

export const sizePath = (flag: Flag): string =>
  flag.test === 'residual' ? `shortfall/${String(flag.firstYear)}` : `excess/${places(flag)}`
export const growthPath = (flag: Flag): string => `growth/${places(flag)}`
