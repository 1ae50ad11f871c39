import { commandNames, type CommandName, type Reply } from '../contract/commands'
import type { Handlers } from './handlers'
import { parseRequest } from './parsers'
import { WorkerLost } from './runner/runner'

export type Answer = (command: string, raw: unknown) => Promise<Reply<CommandName>>

export const isCommand = (name: string): name is CommandName => (commandNames as readonly string[]).includes(name)

export interface Report {
  /** Something nobody foresaw. */
  failed(command: string, error: unknown): void
  refused?(command: string, code: string): void
}

/**
 * Parse, call, catch: once, for every command of every shell. Nothing throws across a border; what cannot be understood
 * is refused as `bad-request`, what goes wrong unforeseen is reported here and sent as `internal`.
 */
export function createAnswer(handlers: Handlers, report: Report): Answer {
  const call = async <N extends CommandName>(command: N, raw: unknown): Promise<Reply<N>> => {
    const parsed = parseRequest(command, raw)
    return parsed === undefined ? { ok: false, error: { code: 'bad-request' } } : handlers[command](parsed.request)
  }
  return async (command, raw) => {
    if (!isCommand(command)) return { ok: false, error: { code: 'bad-request' } }
    try {
      const reply = await call(command, raw)
      if (!reply.ok && reply.error.code !== 'cancelled') report.refused?.(command, reply.error.code)
      return reply
    } catch (error) {
      report.failed(command, error)
      return { ok: false, error: { code: error instanceof WorkerLost ? 'worker-lost' : 'internal' } }
    }
  }
}
