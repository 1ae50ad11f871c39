import { computed, ref } from 'vue'
import {
  accountLines,
  accountSides,
  besideLines,
  isUnbalanced,
  ownParts,
  type AccountLine,
  type BesideLine,
} from '../../models/scenario/accountForm'
import { percent } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { typedNumber, useTypedMoney } from './useTypedMoney'
import { useWords } from './useWords'

/** A group of lines of the form, in the order of the official table. */
export interface AccountGroup {
  readonly id: 'own' | 'in' | 'out' | 'claims' | 'beside'
  readonly lines: readonly { readonly id: string; readonly name: string }[]
  /** Sum of what was typed, and of how many lines. */
  readonly sum: string
  readonly filled: number
}

/** A final account typed line by line, with what the identity of the budget leaves over as it is typed. */
export function useAccountEntry() {
  const catalogue = useCatalogue()
  const { t, name, money, moneyUnit } = useWords()
  const typing = useTypedMoney(ownParts)
  const { texts, typed, yuan, given, isSound } = typing
  const residents = ref('')
  const claims = computed(() => catalogue.catalogue?.fiscal.priorClaims ?? [])

  const groups = computed((): readonly AccountGroup[] => {
    const group = (id: AccountGroup['id'], lines: readonly { readonly id: string; readonly name: string }[]): AccountGroup => {
      const values = lines.flatMap((line) => yuan(line.id) ?? [])
      return { id, lines, filled: values.length, sum: money(values.reduce((all, value) => all + value, 0)) }
    }
    const named = (lines: readonly string[]) => lines.map((line) => ({ id: line, name: t(`actuals.line.${line}`) }))
    return [
      group('own', named(ownParts)),
      group('in', named(accountLines.in)),
      group('out', named(accountLines.out)),
      group(
        'claims',
        claims.value.map((claim) => ({ id: `claim:${claim.id}`, name: name(claim.name) })),
      ),
      group('beside', named(besideLines)),
    ]
  })
  const persons = computed(() => typedNumber(residents.value, { [t('unit.wanWord')]: 1e4 }, { isNeeded: false, isSigned: false }))
  const isComplete = computed(
    () =>
      isSound(groups.value.flatMap(({ lines }) => lines.map(({ id }) => id))) &&
      ownParts.every((part) => typed(part).ok) &&
      persons.value.ok,
  )

  /** What was typed as an account. */
  const account = computed(() => {
    const lines = given<AccountLine>([...accountLines.in, ...accountLines.out])
    const beside = given<BesideLine>(besideLines)
    const counted = persons.value.ok ? persons.value.value : undefined
    return {
      ordinaryTax: yuan('ordinaryTax') ?? 0,
      resourceTax: yuan('resourceTax') ?? 0,
      nonTax: yuan('nonTax') ?? 0,
      lines,
      claims: Object.fromEntries(
        claims.value.flatMap(({ id }) => [[id, yuan(`claim:${id}`)] as const].filter(([, value]) => value !== undefined)),
      ) as Record<string, number>,
      ...(Object.keys(beside).length === 0 ? {} : { beside }),
      ...(counted === undefined ? {} : { residents: counted }),
    }
  })

  /** The identity as far as it is typed: what comes in, what goes out, and what is left over. */
  const identity = computed(() => {
    const sides = accountSides(account.value)
    if (sides === undefined) return { isUnbalanced: false, isNil: false, text: t('actuals.identity.missing') }
    const remainder = sides.in - sides.out
    const share = Math.abs(remainder) / Math.max(Math.abs(sides.in), Math.abs(sides.out), 1)
    const words = { in: money(sides.in), out: money(sides.out), remainder: money(remainder), unit: moneyUnit.value, share: percent(share) }
    const isNil = Math.abs(remainder) < 0.005
    return {
      isUnbalanced: isUnbalanced(sides),
      isNil,
      text: t(isNil ? 'actuals.identity.nil' : isUnbalanced(sides) ? 'actuals.identity.unbalanced' : 'actuals.identity.near', words),
    }
  })
  /** Claims are a part of the expenditure, and all of them are needed for the tests. */
  const claimsNote = computed(() => {
    const values = claims.value.map(({ id }) => yuan(`claim:${id}`))
    const known = values.filter((value) => value !== undefined)
    const sum = known.reduce((all, value) => all + value, 0)
    const spent = yuan('expenditure')
    if (spent !== undefined && sum > spent) return t('actuals.claimsAbove', { sum: money(sum), spent: money(spent), unit: moneyUnit.value })
    return known.length > 0 && known.length < values.length ? t('actuals.claimsPart', { count: values.length - known.length }) : ''
  })

  function clear(): void {
    typing.clear()
    residents.value = ''
  }
  return { texts, typed, residents, persons, groups, account, identity, claimsNote, isComplete, clear }
}
