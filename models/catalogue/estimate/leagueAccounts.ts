/** What is known of the accounts of the region and its leagues; yuan. */
export interface KnownAccounts {
  /** Own revenue of the whole region by year. */
  readonly region: Readonly<Record<string, number>>
  readonly taxShare: Readonly<Record<string, { readonly tax: number; readonly total: number }>>
  readonly resourceTax: { readonly resource: number; readonly tax: number }
  readonly generalTransfers: number
  readonly passedDown: { readonly passed: number; readonly received: number }
  readonly leagues: readonly {
    readonly code: string
    readonly revenue: number
    readonly revenueGrade: string
    readonly tax?: number
    readonly nonTax?: number
    readonly expenditure?: number
  }[]
}

export interface AccountYear {
  readonly year: number
  readonly ordinaryTax: number
  readonly resourceTax: number
  readonly nonTax: number
}

export interface EstimatedAccount {
  /** A league's code, or `own` for the region's own level. */
  readonly code: string
  readonly years: readonly AccountYear[]
  readonly generalTransfers: number
}

/**
 * Accounts of every league and of the region's own level, whole yuan (all D but one league's revenue of 2020).
 *
 * Revenue of 2020 as known or by proxy, later years with the region's growth; its parts by the region's composition.
 * General transfers: the part that the region passed down in the last year it published, spread in proportion to what
 * a league's expenditure exceeds its revenue. The region's own level is the rest, so that all add up to the region.
 */
export function estimateLeagueAccounts(known: KnownAccounts, populations: Readonly<Record<string, number>>): readonly EstimatedAccount[] {
  const years = Object.keys(known.region)
    .map(Number)
    .sort((a, b) => a - b)
  const leagues = known.leagues.map((league) => ({
    code: league.code,
    years: years.map((year) => leagueYear(known, league, year, years[0] ?? year)),
    generalTransfers: 0,
  }))
  const needs = gaps(known, populations)
  const passed = (known.generalTransfers * known.passedDown.passed) / known.passedDown.received
  const all = needs.reduce((sum, need) => sum + need, 0)
  const withTransfers = leagues.map((league, k) => ({ ...league, generalTransfers: Math.round((passed * (needs[k] ?? 0)) / all) }))
  const own: EstimatedAccount = {
    code: 'own',
    years: years.map((year, k) => {
      const whole = split(known, known.region[String(year)] ?? 0, year)
      const below = (part: 'ordinaryTax' | 'resourceTax' | 'nonTax'): number =>
        leagues.reduce((sum, league) => sum + (league.years[k]?.[part] ?? 0), 0)
      return {
        year,
        ordinaryTax: whole.ordinaryTax - below('ordinaryTax'),
        resourceTax: whole.resourceTax - below('resourceTax'),
        nonTax: whole.nonTax - below('nonTax'),
      }
    }),
    generalTransfers: known.generalTransfers - withTransfers.reduce((sum, league) => sum + league.generalTransfers, 0),
  }
  return [...withTransfers, own]
}

function leagueYear(known: KnownAccounts, league: KnownAccounts['leagues'][number], year: number, first: number): AccountYear {
  const growth = (known.region[String(year)] ?? 0) / (known.region[String(first)] ?? 1)
  const revenue = Math.round(league.revenue * growth)
  if (year !== first || league.tax === undefined || league.nonTax === undefined) return split(known, revenue, year)
  const resourceTax = Math.round((league.tax * known.resourceTax.resource) / known.resourceTax.tax)
  return { year, ordinaryTax: league.tax - resourceTax, resourceTax, nonTax: revenue - league.tax }
}

/** Revenue in its three parts by the region's composition of the year. */
function split(known: KnownAccounts, revenue: number, year: number): AccountYear {
  const share = known.taxShare[String(year)]
  if (share === undefined) throw new RangeError(`no composition of revenue for ${String(year)}`)
  const tax = Math.round((revenue * share.tax) / share.total)
  const resourceTax = Math.round((tax * known.resourceTax.resource) / known.resourceTax.tax)
  return { year, ordinaryTax: tax - resourceTax, resourceTax, nonTax: revenue - tax }
}

/** What a league's expenditure exceeds its revenue by; without an expenditure of its own, at the mean of the others per head. */
function gaps(known: KnownAccounts, populations: Readonly<Record<string, number>>): readonly number[] {
  let [money, persons] = [0, 0]
  for (const league of known.leagues) {
    if (league.expenditure === undefined) continue
    money += league.expenditure
    persons += populations[league.code] ?? 0
  }
  return known.leagues.map((league) =>
    Math.max(0, (league.expenditure ?? (money / persons) * (populations[league.code] ?? 0)) - league.revenue),
  )
}
