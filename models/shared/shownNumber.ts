/** True minus sign, as the other figures' width wants it. */
const minus = '\u2212'
const thousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** A number with a fixed count of decimals and grouped digits; `—` where there is none. */
export function fixed(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—'
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.')
  const text = thousands(whole ?? '0') + (rest === undefined ? '' : `.${rest}`)
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `${minus}${text}` : text
}

/** With a sign in front, for differences. */
export function signed(value: number | null | undefined, decimals: number): string {
  const text = fixed(value, decimals)
  return value !== null && value !== undefined && Number.isFinite(value) && value > 0 && Number(text.replaceAll(',', '')) !== 0
    ? `+${text}`
    : text
}

/** As few decimals as the value needs, at most four: for standards and inputs. */
export function plain(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—'
  const rounded = Math.round(value * 1e4) / 1e4
  const decimals = (String(Math.abs(rounded)).split('.')[1] ?? '').length
  const size = Math.abs(rounded)
  return fixed(rounded, Math.min(decimals, size >= 1000 ? 1 : size >= 10 ? 2 : 4))
}

export type MoneyUnit = 'yi' | 'wan'
export const moneyDivisor: Readonly<Record<MoneyUnit, number>> = { yi: 1e8, wan: 1e4 }
export const moneyDecimals: Readonly<Record<MoneyUnit, number>> = { yi: 2, wan: 0 }

export const money = (yuan: number | null | undefined, unit: MoneyUnit, decimals = moneyDecimals[unit]): string =>
  fixed(yuan === null || yuan === undefined ? yuan : yuan / moneyDivisor[unit], decimals)
export const moneyChange = (yuan: number | null | undefined, unit: MoneyUnit, decimals = moneyDecimals[unit]): string =>
  signed(yuan === null || yuan === undefined ? yuan : yuan / moneyDivisor[unit], decimals)

/** 0.0712 → 7.1% */
export const percent = (share: number | null | undefined, decimals = 1): string =>
  share === null || share === undefined || !Number.isFinite(share) ? '—' : `${fixed(share * 100, decimals)}%`
export const percentChange = (share: number | null | undefined, decimals = 1): string =>
  share === null || share === undefined || !Number.isFinite(share) ? '—' : `${signed(share * 100, decimals)}%`
/** Persons in units of ten thousand. */
export const tenThousands = (persons: number | null | undefined, decimals = 1): string =>
  fixed(persons === null || persons === undefined ? persons : persons / 1e4, decimals)
