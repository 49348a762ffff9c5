import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { expect, test } from 'vitest'
import { contract } from '../../domain/rpc/contract.ts'

function calls(router: AnyContractRouter, path = ''): string[] {
  if (isContractProcedure(router)) return [`${path} ${(router['~orpc'].meta as { role: string }).role}`]
  return Object.entries(router).flatMap(([name, part]) => calls(part, path ? `${path}.${name}` : name))
}

test('the list of calls and their least roles is what was agreed', () => {
  expect(calls(contract)).toEqual([
    'site.describe viewer',
    'site.restart engineer',
    'live.stream viewer',
    'history.trend viewer',
    'history.audit viewer',
    'history.verifyAudit viewer',
    'trends.views viewer',
    'trends.saveView operator',
    'trends.removeView operator',
    'dispatch.select operator',
    'dispatch.check operator',
    'dispatch.operate operator',
    'dispatch.cancel operator',
    'dispatch.end operator',
    'dispatch.setMode operator',
    'alarms.acknowledge operator',
    'alarms.acknowledgeMany operator',
    'alarms.shelve operator',
    'alarms.unshelve operator',
    'alarms.outOfService engineer',
    'alarms.inService engineer',
    'alarms.reset operator',
    'alarms.aside viewer',
    'alarms.detail viewer',
    'alarms.journal viewer',
    'alarms.kpis viewer',
    'alarms.rationalisation viewer',
    'alarms.export viewer',
    'field.models viewer',
    'field.reloadModels engineer',
    'field.scan engineer',
    'field.preview engineer',
    'field.exportDevices viewer',
    'field.checkDevices engineer',
    'field.applyDevices engineer',
    'commissioning.list viewer',
    'commissioning.examine engineer',
    'commissioning.pulse engineer',
    'commissioning.accept engineer',
    'commissioning.withdraw engineer',
    'commissioning.report viewer',
    'commissioning.setAuthority operator',
    'reports.templates viewer',
    'reports.preview viewer',
    'reports.make operator',
    'reports.list viewer',
    'reports.download viewer',
    'reports.remove engineer',
    'reports.checkSupplier engineer',
    'reports.takeSupplier engineer',
    'trust.list viewer',
    'trust.accept engineer',
    'trust.withdraw engineer',
    'northbound.describe viewer',
    'northbound.exportMap viewer',
  ])
})
