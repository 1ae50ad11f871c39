import { emptyScenario, scenarioToText } from '../../models/scenario/canonical'
import type { Catalogue, GrowthRule, Indicator, Item } from '../../models/catalogue/schema'
import type { Override, Scenario } from '../../models/scenario/document'
import { growthRuleOf, structureOf } from '../../models/structure'

/**
 * Shipped scenarios whose overrides follow from the catalogue. `npm run golden:accept` writes them again when the
 * catalogue has changed; a test compares the files with what is made here.
 */
const appVersion = '0.1.0'
const author = '量力'
const at = '2026-11-23T00:00:00.000Z'
type Change = Omit<Override, 'id' | 'enabled' | 'author' | 'at' | 'area'>

/** A standard of the catalogue with what is needed to hold it where it is. */
interface Held {
  readonly id: string
  readonly item: Item | undefined
  readonly label: string
  readonly value: number
  readonly moves: boolean
}

function standards(catalogue: Catalogue): readonly Held[] {
  const structure = structureOf(catalogue)
  return structure.standards.map((entry) => {
    const pool = catalogue.pools.find(({ id }) => id === entry.id)
    const rule: GrowthRule = growthRuleOf(structure, entry)
    const history = entry.component?.history ?? pool?.history ?? []
    const label = entry.item === undefined ? (pool?.name.zh ?? entry.id) : `${entry.item.name.zh}（${entry.component?.name.zh ?? ''}）`
    const value = entry.component?.unitCost?.value ?? pool?.standard.value ?? 0
    const moves = rule.kind !== 'fixed' || history.some(({ year }) => year > catalogue.baseYear)
    return { id: entry.id, item: entry.item, label, value, moves }
  })
}

const held = ({ id, value }: Held, reason: string, from: number, to?: number): Change => ({
  lever: 'standard',
  target: id,
  mode: 'set',
  from,
  ...(to === undefined ? {} : { to }),
  value,
  after: 'hold',
  reason,
})

function standardsHeld(catalogue: Catalogue): readonly Change[] {
  const { baseYear } = catalogue
  return standards(catalogue)
    .filter(({ moves }) => moves)
    .map((entry) => held(entry, `${entry.label}：停在${String(baseYear)}年标准，看不提标时的支出`, baseYear + 1))
}

/** Indicators of the plan whose national target of the same year asks more. */
export const looserThanNational = (catalogue: Catalogue): readonly Indicator[] =>
  catalogue.indicators.filter(({ target, nationalTarget, betterWhen }) =>
    nationalTarget === null ? false : betterWhen === 'higher' ? nationalTarget.value > target.value : nationalTarget.value < target.value,
  )

/** Indicators that a lever of the model can express; the others are named in the scenario's note. */
function nationalTargets(catalogue: Catalogue): readonly Change[] {
  const from = catalogue.baseYear + 1
  return looserThanNational(catalogue).flatMap(({ id, target, nationalTarget }): readonly Change[] => {
    if (nationalTarget === null) return []
    const fullFrom = nationalTarget.year
    const printed = `国家目标${String(nationalTarget.value)}，规划${target.asPrinted}`
    if (id === 'life-expectancy') {
      const value = Math.round((nationalTarget.value - target.value) * 10) / 10
      return [
        {
          lever: 'lifeExpectancy',
          mode: 'add',
          from,
          value,
          fullFrom,
          reason: `${printed}：${String(fullFrom)}年达到两者之差${String(value)}岁`,
        },
      ]
    }
    if (id === 'pension-coverage') {
      const value = Math.round((nationalTarget.value / target.value) * 10000) / 10000
      return [
        {
          lever: 'coverage',
          target: 'resident-pension',
          mode: 'scale',
          from,
          value,
          fullFrom,
          reason: `${printed}（%）：城乡居民养老保险覆盖按${String(nationalTarget.value)}∶${String(target.value)}扩大，${String(fullFrom)}年到位`,
        },
      ]
    }
    return []
  })
}

/** Items behind anticipatory indicators alone whose standard the region sets by itself and its budget pays. */
export function postponedItems(catalogue: Catalogue): ReadonlySet<string> {
  const linked = (nature: Indicator['nature']): ReadonlySet<string> =>
    new Set(catalogue.indicators.filter((indicator) => indicator.nature === nature).flatMap(({ linkedItems }) => linkedItems))
  const binding = linked('binding')
  return new Set(
    catalogue.items
      .filter(
        ({ id, discretion, funding }) =>
          linked('anticipatory').has(id) && !binding.has(id) && discretion === 'regional' && funding === 'general-budget',
      )
      .map(({ id }) => id),
  )
}

function bindingFirst(catalogue: Catalogue): readonly Change[] {
  const { baseYear, targetYear } = catalogue
  const postponed = postponedItems(catalogue)
  return standards(catalogue)
    .filter(({ item, moves }) => moves && item !== undefined && postponed.has(item.id))
    .map((entry) =>
      held(
        entry,
        `${entry.label}：属预期性指标、自治区自定标准，${String(targetYear)}年前不提标，先保约束性指标`,
        baseYear + 1,
        targetYear,
      ),
    )
}

const shelf = [
  {
    file: '6-standards-held-2020.liangli.json',
    name: '标准停在2020年',
    note: [
      '问：如果各项标准2020年以后一分不提，支出还会涨多少？',
      '做法：凡2021年起会变动的标准，全部按2020年数额不变，已公布的提标也不计；人口、覆盖面、分担和财力照规划原样。',
      '与规划原样相减，差额就是提标的钱；留下来的增长只由人数变化引起。',
      '看点：总览的支出合计，对比页的“标准”一栏，以及哪些项目不提标仍在增长（多为老年人项目）。',
      '这不是建议：国家基础标准必须执行，个人领取的金额被物价侵蚀。',
    ],
    changes: standardsHeld,
    readings: () => ({}),
  },
  {
    file: '7-national-targets.liangli.json',
    name: '规划偏松处按国家目标',
    note: [
      '问：规划目标低于国家同年目标的地方，改按国家目标要多花多少？',
      '偏松的有四项：托位数（4对4.5个/千人）、劳动年龄人口平均受教育年限（11对11.3年）、人均预期寿命（77.6对78.3岁）、基本养老保险参保率（90%对95%）。',
      '已动：预期寿命到2025年高0.7岁；城乡居民养老保险覆盖按95∶90扩大，2025年到位；四项指标都按国家目标读，托位建设与补贴随之增加（在81项之外）。职工养老不动，因为新参保者先缴费、后领取。',
      '受教育年限是结果，没有可定价的投入。',
      '看点：养老与老年健康支出，以及城乡居民养老保险一项在各盟市的负担。参保扩大按领取、补贴、缴费同比例增加估算，近年偏高。',
    ],
    changes: nationalTargets,
    readings: (catalogue: Catalogue) =>
      Object.fromEntries(looserThanNational(catalogue).map(({ id }) => [`below-national.${id}`, 'nation'])),
  },
  {
    file: '8-binding-first.liangli.json',
    name: '先保约束性指标',
    note: [
      '问：财力紧时先保约束性指标，能腾出多少钱？',
      '做法：约束性指标所联项目照规划原样；只联预期性指标、且标准由自治区自定的项目，2025年前停在2020年标准，2026年起回到原来的路径。',
      '没有动的：国家统一标准、国家定底线地方加码的项目（如养老金）不能由自治区停，社会保险基金支付的项目不占一般预算。',
      '看点：腾出的钱与余力比的变化；2026年一次补回的跳升；标志页里哪些预期性项目不再超速。',
      '不在81项之内的约束性指标（如护理型床位、受教育年限）没有支出模型，腾出的钱要留一部分给它们。',
    ],
    changes: bindingFirst,
    readings: () => ({}),
  },
] as const

/** Text of each generated scenario by file name, as the program writes it. */
export function generatedShelf(catalogue: Catalogue, sha256: string): ReadonlyMap<string, string> {
  const fingerprint = { id: catalogue.id, version: catalogue.version, sha256 }
  return new Map(
    shelf.map(({ file, name, note, changes, readings }) => {
      const overrides = changes(catalogue).map((change, k): Override => ({
        ...change,
        id: `o-${String(k + 1)}`,
        area: '150000',
        enabled: true,
        author,
        at,
      }))
      const scenario: Scenario = {
        ...emptyScenario(fingerprint, name, appVersion),
        author,
        note: note.join(''),
        overrides,
        readings: readings(catalogue),
      }
      return [file, scenarioToText(scenario)]
    }),
  )
}
