import type { Log } from '../../../domain/log.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { stepsFor } from '../steps.ts'

const never = new AbortController().signal

/** Handlers of reports: made and kept. */
export function reportHandlers(base: Guarded, { reports }: ServedSite, log: Log) {
  const { templates, preview, make, list, download, remove } = base.reports
  return {
    templates: templates.handler(() => reports.templates()),
    preview: preview.handler(({ input, signal = never }) =>
      stepsFor(reports.preview(input, signal), 'reports.preview', log),
    ),
    make: make.handler(({ input, context, signal = never }) =>
      stepsFor(reports.make(context.person, input, signal), 'reports.make', log),
    ),
    list: list.handler(() => reports.list()),
    download: download.handler(({ input }) => reports.download(input.id, input.format)),
    remove: remove.handler(({ input, context }) => reports.remove(context.person, input.id, input.reason)),
  }
}
