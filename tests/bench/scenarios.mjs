// Scenarios that are timed: the plan as written, and changes of it that no two runs share.

export const planFor = ({ id, version }, sha256) => ({
  format: 'liangli-scenario',
  schemaVersion: 3,
  appVersion: '0',
  catalogue: { id, version, sha256 },
  name: 'bench',
  author: '',
  note: '',
  overrides: [],
  populations: [],
  actuals: [],
  granted: [],
  readings: {},
})

/** @param changes lever, value and, where it has one, target. */
export const changed = (plan, { regions }, ...changes) => ({
  ...plan,
  overrides: changes.map(([lever, value, target], k) => ({
    id: `o-${String(k + 1)}`,
    lever,
    area: regions.find(({ parent }) => parent === null).code,
    mode: 'set',
    from: 2025,
    value,
    enabled: true,
    reason: '',
    author: '',
    at: '',
    ...(target === undefined ? {} : { target }),
  })),
})

/** The standard that is raised. */
export const allowance = 'elderly-welfare-subsidy.aged-80-99'

/** Population, prices, standards and revenue all differ from run to run, so that nothing is left from the last one. */
export const everything = (plan, catalogue, k) =>
  changed(
    plan,
    catalogue,
    ['tfr', 1 + k * 1e-4],
    ['priceIndex', 0.02 + k * 1e-5, 'cpi'],
    ['realGrowth', 0.03 + k * 1e-5],
    ['standard', 100 + k, allowance],
  )
