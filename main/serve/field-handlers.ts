import type { Log } from '../../domain/log.ts'
import type { Guarded } from './base.ts'
import type { ServedSite } from './served-site.ts'
import { stepsFor } from './steps.ts'

const never = new AbortController().signal

/** Handlers of what engineers do with devices: models, scans, previews, the device list. */
export function fieldHandlers(base: Guarded, { field }: ServedSite, log: Log) {
  const { models, reloadModels, scan, preview, exportDevices, checkDevices, applyDevices } = base.field
  return {
    models: models.handler(() => field.models()),
    reloadModels: reloadModels.handler(({ context }) => field.reloadModels(context.person)),
    scan: scan.handler(({ input, context, signal = never }) =>
      stepsFor(field.scan(context.person, input.range, signal), 'field.scan', log),
    ),
    preview: preview.handler(({ input, context, signal = never }) =>
      stepsFor(field.preview(context.person, input, signal), 'field.preview', log),
    ),
    exportDevices: exportDevices.handler(({ input }) => field.exportDevices(input.format)),
    checkDevices: checkDevices.handler(({ input, context }) => field.checkDevices(context.person, input)),
    applyDevices: applyDevices.handler(({ input, context }) =>
      field.applyDevices(context.person, input.checkId, input.reason),
    ),
  }
}

/** Handlers of commissioning and of who steers an asset. */
export function commissioningHandlers(base: Guarded, { commissioning }: ServedSite, log: Log) {
  const { list, examine, pulse, accept, withdraw, report, setAuthority } = base.commissioning
  return {
    list: list.handler(() => commissioning.list()),
    examine: examine.handler(({ input, context }) => commissioning.examine(context.person, input.deviceId)),
    pulse: pulse.handler(({ input, context, signal = never }) =>
      stepsFor(commissioning.pulse(context.person, input, signal), 'commissioning.pulse', log),
    ),
    accept: accept.handler(({ input, context }) => commissioning.accept(context.person, input.deviceId, input.note)),
    withdraw: withdraw.handler(({ input, context }) =>
      commissioning.withdraw(context.person, input.deviceId, input.reason),
    ),
    report: report.handler(({ input }) => commissioning.report(input.format)),
    setAuthority: setAuthority.handler(({ input, context }) => commissioning.setAuthority(context.person, input)),
  }
}

/** Handlers of the certificates of OPC UA links. */
export function trustHandlers(base: Guarded, { trust }: ServedSite) {
  const { list, accept, withdraw } = base.trust
  return {
    list: list.handler(() => trust.list()),
    accept: accept.handler(({ input, context }) => trust.accept(context.person, input)),
    withdraw: withdraw.handler(({ input, context }) => trust.withdraw(context.person, input)),
  }
}

/** Handlers of what other systems can read of us. */
export function northboundHandlers(base: Guarded, { northbound }: ServedSite) {
  return {
    describe: base.northbound.describe.handler(() => northbound.describe()),
    exportMap: base.northbound.exportMap.handler(({ input }) => northbound.exportMap(input.format)),
  }
}
