import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { asked } from './asked.ts'

const noStick = { waiting: null, notExportedSince: null, lastExportAt: null, isLinked: true, exportEveryDays: 7 }

/** Signed files on a stick. */
export function bundleHandlers({ bundles: base }: Guarded, { bundles }: ServedSite) {
  return {
    now: base.now.handler(() => bundles?.now() ?? { stick: noStick, receiver: '', made: [], taken: [] }),
    export: base.export.handler(({ input, context }) => asked(bundles).export(context.person, input)),
    receipt: base.receipt.handler(({ input, context }) => asked(bundles).receipt(context.person, input.site)),
    check: base.check.handler(({ input }) => asked(bundles).check(input.file.base64)),
    take: base.take.handler(({ input, context }) =>
      asked(bundles).take(context.person, input.file.base64, input.reason),
    ),
  }
}
