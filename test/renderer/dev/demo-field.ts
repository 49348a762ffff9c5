import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../../domain/rpc/contract.ts'

const os = implement(contract)

function open(): never {
  throw new ORPCError('Engine.Stopped', { message: 'not in this demonstration' })
}

/** The calls of the field screens, for pages without an engine. */
export const demoField = {
  field: {
    models: os.field.models.handler(open),
    reloadModels: os.field.reloadModels.handler(open),
    scan: os.field.scan.handler(open),
    preview: os.field.preview.handler(open),
    exportDevices: os.field.exportDevices.handler(open),
    checkDevices: os.field.checkDevices.handler(open),
    applyDevices: os.field.applyDevices.handler(open),
  },
  commissioning: {
    list: os.commissioning.list.handler(open),
    examine: os.commissioning.examine.handler(open),
    pulse: os.commissioning.pulse.handler(open),
    accept: os.commissioning.accept.handler(open),
    withdraw: os.commissioning.withdraw.handler(open),
    report: os.commissioning.report.handler(open),
    setAuthority: os.commissioning.setAuthority.handler(open),
  },
  trust: {
    list: os.trust.list.handler(open),
    accept: os.trust.accept.handler(open),
    withdraw: os.trust.withdraw.handler(open),
  },
  northbound: {
    describe: os.northbound.describe.handler(open),
    exportMap: os.northbound.exportMap.handler(open),
  },
}
