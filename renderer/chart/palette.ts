/** One palette: teal for what can be borne, brick for what is owed, grey for comparison; told apart in grey by dash and weight. */
export const palette = {
  capacity: '#176b7a',
  required: '#b0432f',
  comparison: '#8793a3',
  band: 'rgba(23, 107, 122, 0.12)',
  scenario: 'rgba(75, 85, 99, 0.07)',
  grid: '#e6e8ec',
  text: '#4b5563',
  ink: '#1f2937',
  payers: ['#33404f', '#176b7a', '#3f8f76', '#93bfa5'],
  domains: ['#176b7a', '#5a8f9b', '#b98b3c', '#b0432f', '#7d4a6f', '#4f5d6f', '#3f8f76', '#93bfa5', '#c9b27c'],
  severity: { green: '#2f8f6b', yellow: '#d9b93b', orange: '#d98a35', red: '#b0432f', grey: '#b3bac6' },
  male: '#5a8f9b',
  female: '#c08457',
} as const
