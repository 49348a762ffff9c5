import type { Guarded } from './base.ts'
import type { ServedSite } from './served-site.ts'

/** Handlers of the alarm list, of what is set aside, and of the journal with its figures. */
export function alarmHandlers(base: Guarded, { alarms }: ServedSite) {
  const { acknowledge, acknowledgeMany, shelve, unshelve, outOfService, inService, reset, ...lookUps } = base.alarms
  return {
    acknowledge: acknowledge.handler(({ input, context }) =>
      alarms.acknowledge(context.person.name, input.alarmId, input.note, input.revision),
    ),
    acknowledgeMany: acknowledgeMany.handler(({ input, context }) =>
      alarms.acknowledgeMany(context.person.name, input.alarms, input.note),
    ),
    shelve: shelve.handler(({ input, context }) => alarms.shelve(context.person.name, input)),
    unshelve: unshelve.handler(({ input, context }) =>
      alarms.takeBack(context.person.name, 'shelved', input.id, input.reason),
    ),
    outOfService: outOfService.handler(({ input, context }) => alarms.outOfService(context.person.name, input)),
    inService: inService.handler(({ input, context }) =>
      alarms.takeBack(context.person.name, 'outOfService', input.id, input.reason),
    ),
    reset: reset.handler(({ input, context }) => alarms.reset(context.person.name, input, input.note)),
    aside: lookUps.aside.handler(() => alarms.kept()),
    detail: lookUps.detail.handler(({ input }) => alarms.detail(input.alarmId)),
    journal: lookUps.journal.handler(({ input }) => alarms.journal(input)),
    kpis: lookUps.kpis.handler(({ input }) => alarms.kpis(input)),
    rationalisation: lookUps.rationalisation.handler(() => alarms.rationalisation()),
    export: lookUps.export.handler(({ input }) => alarms.export(input)),
  }
}
