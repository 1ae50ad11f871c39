import { shallowReactive } from 'vue'

export const themeNames = ['light', 'dark', 'contrast'] as const
export type ThemeName = (typeof themeNames)[number]

/** Colours of a chart by what they stand for. */
export interface Palette {
  readonly capacity: string
  readonly required: string
  /** The scenario compared with; always dashed. */
  readonly comparison: string
  /** A third subject beside the two. */
  readonly third: string
  /** What stands behind, for reference. */
  readonly pale: string
  readonly ink: string
  readonly text: string
  readonly grid: string
  /** What the chart stands on. */
  readonly ground: string
  readonly cursor: string
  /** Behind the years that the scenario alone makes. */
  readonly scenario: string
  readonly payers: readonly [string, string, string, string]
  readonly male: string
  readonly female: string
}

/**
 * One palette for each theme. Colours that stand in one chart differ in lightness, so that they survive grey paper and the common
 * colour blindnesses; lines differ in dash and mark besides (a test measures both).
 */
export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light: {
    capacity: '#1b7c8d',
    required: '#9c2b19',
    comparison: '#90969f',
    third: '#b9851a',
    pale: '#c3cad4',
    ink: '#1f2937',
    text: '#4b5563',
    grid: '#e6e8ec',
    ground: '#ffffff',
    cursor: '#0b5cad',
    scenario: 'rgba(75, 85, 99, 0.07)',
    payers: ['#1b2530', '#1c5561', '#38877a', '#7aa98f'],
    male: '#2f6f7d',
    female: '#c2834a',
  },
  dark: {
    capacity: '#6cc3d0',
    required: '#e0664a',
    comparison: '#8a95a2',
    third: '#e8cf77',
    pale: '#55606c',
    ink: '#e4e8ec',
    text: '#b9c2cc',
    grid: '#343c46',
    ground: '#1b2027',
    cursor: '#8ec2ff',
    scenario: 'rgba(185, 194, 204, 0.09)',
    payers: ['#f2f5f7', '#a9dde5', '#6cb7a0', '#4f8a72'],
    male: '#6cc3d0',
    female: '#c9773a',
  },
  contrast: {
    capacity: '#5ff2ff',
    required: '#ff7a5c',
    comparison: '#b4b4b4',
    third: '#ffe14d',
    pale: '#7a7a7a',
    ink: '#ffffff',
    text: '#ffffff',
    grid: '#4d4d4d',
    ground: '#000000',
    cursor: '#ffff3d',
    scenario: 'rgba(255, 255, 255, 0.12)',
    payers: ['#ffffff', '#a4f1f8', '#5fd0a0', '#4a8f7a'],
    male: '#5ff2ff',
    female: '#e0812e',
  },
}

const current = shallowReactive<{ -readonly [K in keyof Palette]: Palette[K] }>({ ...palettes.light })

/** The palette of the theme on the screen: what is computed from it follows the theme. */
export const palette: Palette = current

export function paintIn(theme: ThemeName): void {
  Object.assign(current, palettes[theme])
}

/** Do something while all is painted in a theme, as for paper, and then go back; `drawn` waits until the page has followed. */
export async function paintedIn<T>(theme: ThemeName, drawn: () => Promise<void>, work: () => T): Promise<T> {
  const before = { ...current }
  paintIn(theme)
  try {
    await drawn()
    return work()
  } finally {
    Object.assign(current, before)
  }
}
