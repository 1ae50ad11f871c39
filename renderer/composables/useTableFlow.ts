import { computed, ref, shallowRef, type ShallowRef } from 'vue'
import type { ByteUpload, CommandName, Exported, Refusal, Response } from '../../electron/contract/commands'
import type { Grade } from '../../models/catalogue/schema'
import type { Fault } from '../../models/shared/outcome'
import { visibleText } from '../../models/shared/visible'
import { useBridge } from '../bridge/current'
import { useFiles } from './useFiles'
import { useWords } from './useWords'

type TableCommand = Extract<CommandName, 'population:read' | 'actuals:read' | 'workbook:read' | 'catalogue:import'>
type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal }

/** What every import of a table goes through: a template goes out, a file comes in, what it holds is looked at, and sourced. */
export function useTableFlow<N extends TableCommand>(ask: (upload: { readonly upload?: ByteUpload }) => Promise<Answer<Response<N>>>) {
  const bridge = useBridge()
  const files = useFiles()
  const { t, te } = useWords()
  const isReading = ref(false)
  const written = ref('')
  const preview: ShallowRef<Response<N> | undefined> = shallowRef()
  const refusal = shallowRef<Refusal>()
  const source = ref('')
  const grade = ref<Grade | ''>('')
  const reason = ref('')
  const isSourced = computed(() => visibleText(source.value) !== '' && grade.value !== '')

  function forget(): void {
    preview.value = undefined
    refusal.value = undefined
  }

  function tellWritten(reply: Answer<Exported>): void {
    if (!reply.ok) return files.tell(reply.error)
    bridge.deliver(reply.value)
    written.value = reply.value.fileName
  }

  async function read(): Promise<void> {
    const upload = await bridge.pickTable().catch((): 'unreadable' => 'unreadable')
    if (upload === null) return
    if (upload === 'unreadable') {
      forget()
      refusal.value = { code: 'file-unreadable' }
      return
    }
    isReading.value = true
    const reply = await ask(upload === undefined ? {} : { upload })
    isReading.value = false
    if (!reply.ok && reply.error.code === 'cancelled') return
    forget()
    if (reply.ok) preview.value = reply.value
    else refusal.value = reply.error
  }

  /** Faults that one line stands for: the last line may count those that are not listed. */
  const countOf = (fault: Fault): number => (fault.code === 'more-faults' ? Number(fault.params?.['count'] ?? 1) : 1)
  /** Why a file was not taken, in a sentence. */
  const refused = computed(() => {
    if (refusal.value === undefined) return ''
    const { code, params, faults = [] } = refusal.value
    if (faults.length > 0) {
      const count = faults.reduce((all, fault) => all + countOf(fault), 0)
      return t('populationImport.refused', { name: params?.['name'] ?? '', count })
    }
    return te(`failure.${code}`) ? t(`failure.${code}`, { ...params }) : code
  })

  return { isReading, written, preview, refusal, refused, source, grade, reason, isSourced, forget, tellWritten, read }
}
