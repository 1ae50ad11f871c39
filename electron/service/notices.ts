import type { ProgramNotice } from '../contract/keeping'

/** What the service noticed by itself since its start, each thing once. */
export interface Notices {
  add(notice: ProgramNotice): void
  all(): readonly ProgramNotice[]
}

export function createNotices(onNew: (notice: ProgramNotice) => void): Notices {
  const found = new Map<string, ProgramNotice>()
  return {
    add(notice) {
      if (found.has(notice.code)) return
      found.set(notice.code, notice)
      onNew(notice)
    },
    all: () => [...found.values()],
  }
}
