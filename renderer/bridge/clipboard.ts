/** Put a text, and where there is one a table, on the clipboard; by the copy command, which needs no permission of the desktop window. */
export function copyOut({ text, html }: { readonly text: string; readonly html?: string }): boolean {
  let isTaken = false
  const give = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', text)
    if (html !== undefined) event.clipboardData?.setData('text/html', html)
    isTaken = true
  }
  document.addEventListener('copy', give, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', give, { capture: true })
  return isTaken
}
