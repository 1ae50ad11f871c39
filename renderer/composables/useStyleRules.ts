import { onScopeDispose, watchEffect } from 'vue'

/** Style rules that are made while the program runs. The policy of the page allows no style elements, but rules by object. */
export function useStyleRules(rules: () => string): void {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  watchEffect(() => {
    sheet.replaceSync(rules())
  })
  onScopeDispose(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  })
}
