import { implement } from '@orpc/server'
import { contract } from '../../../domain/rpc/contract.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import type { DemoDispatch } from './dispatch/demo-dispatch.ts'
import { createDemoCommissioning } from './field/demo-commissioning.ts'
import { createDemoList, madeFile } from './field/demo-list.ts'
import { createDemoModels } from './field/demo-models.ts'
import { createDemoScan, demoPreview } from './field/demo-scan.ts'
import { createDemoTrust, demoOffered } from './field/demo-trust.ts'

const os = implement(contract)

/** The calls of the field screens, answered from memory. */
export function createDemoField(parts: { site: SiteDescription; dispatch: DemoDispatch; now: () => number }) {
  const { site, dispatch, now } = parts
  const models = createDemoModels(site, now)
  const scan = createDemoScan(site)
  const list = createDemoList(site)
  const commissioning = createDemoCommissioning(site, now)
  const trust = createDemoTrust(now)
  return {
    field: {
      models: os.field.models.handler(() => models.list()),
      reloadModels: os.field.reloadModels.handler(() => models.reload()),
      scan: os.field.scan.handler(({ input }) => scan(input.range)),
      preview: os.field.preview.handler(({ input }) => demoPreview(input, now)),
      exportDevices: os.field.exportDevices.handler(({ input }) => list.export(input.format)),
      checkDevices: os.field.checkDevices.handler(({ input }) => list.check(input)),
      applyDevices: os.field.applyDevices.handler(({ input }) => list.apply(input.checkId)),
    },
    commissioning: {
      list: os.commissioning.list.handler(() => commissioning.list()),
      examine: os.commissioning.examine.handler(({ input }) => commissioning.examine(input.deviceId)),
      pulse: os.commissioning.pulse.handler(({ input }) => commissioning.pulse(input)),
      accept: os.commissioning.accept.handler(({ input }) => commissioning.accept(input.deviceId, input.note)),
      withdraw: os.commissioning.withdraw.handler(({ input }) => commissioning.withdraw(input.deviceId)),
      report: os.commissioning.report.handler(({ input }) =>
        madeFile(`commissioning.${input.format}`, 'text/plain', 'made by the demonstration'),
      ),
      setAuthority: os.commissioning.setAuthority.handler(({ input }) => {
        dispatch.authorities.set(input.assetId, input.authority)
      }),
    },
    trust: {
      list: os.trust.list.handler(() => trust.list()),
      accept: os.trust.accept.handler(({ input }) => trust.accept(input)),
      withdraw: os.trust.withdraw.handler(({ input }) => trust.withdraw(input)),
    },
    northbound: {
      describe: os.northbound.describe.handler(() => demoOffered(site)),
      exportMap: os.northbound.exportMap.handler(({ input }) =>
        madeFile(`map.${input.format}`, 'text/csv', 'asset,point,register,node\r\n'),
      ),
    },
  }
}
