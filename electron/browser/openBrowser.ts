import { spawn } from 'node:child_process'

/** Open an address of ours in the user's default browser; no shell stands between, so nothing in it can be a command. */
export function openBrowser(address: string, platform: NodeJS.Platform): void {
  const [command, args] =
    platform === 'win32'
      ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
      : platform === 'darwin'
        ? ['open', [address]]
        : ['xdg-open', [address]]
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
