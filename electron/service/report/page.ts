import type { ReportDocument } from '../../../models/report/document'
import { markupText, reportMarkup } from '../../../models/report/markup'
import { pageRules } from '../../../models/report/pageRules'

/** A report as a page of its own, with everything in it: nothing is fetched and nothing runs. */
export function reportPage(report: ReportDocument): string {
  const lang = report.language === 'zh' ? 'zh-CN' : 'en'
  const title = report.title.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  return [
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${title}</title><style>*{box-sizing:border-box}body{margin:0}${pageRules(report.running)}</style></head><body>`,
    markupText(reportMarkup(report)),
    '</body></html>\n',
  ].join('')
}
