import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Handlers of what operators do to assets: select, check, operate, and the mode of the site. */
export function dispatchHandlers(base: Guarded, { control }: ServedSite) {
  const { select, check, operate, cancel, end, arm, resetTrip, setMode } = base.dispatch
  return {
    select: select.handler(({ input, context }) => control.select(context.person, input.assetId)),
    check: check.handler(({ input, context }) => control.check(context.person, input.reservationId, input.powerKW)),
    operate: operate.handler(({ input, context }) => control.operate(context.person, input)),
    cancel: cancel.handler(({ input, context }) => control.cancel(context.person, input.reservationId)),
    end: end.handler(({ input, context }) => control.end(context.person, input.instructionId, input.reason)),
    arm: arm.handler(({ input, context }) => control.arm(context.person, input)),
    resetTrip: resetTrip.handler(({ input, context }) =>
      control.resetTrip(context.person, input.assetId, input.reason),
    ),
    setMode: setMode.handler(({ input, context }) => control.setMode(context.person, input.mode, input.reason)),
  }
}

/** Handlers of instructions for the site and its assets, received or of people here. */
export function instructionHandlers(base: Guarded, { control }: ServedSite) {
  const { give, dryRun, optOut, cancel, list } = base.instructions
  return {
    give: give.handler(({ input, context }) => control.give(context.person, input)),
    dryRun: dryRun.handler(({ input, context }) => control.dryRun(context.person, input)),
    optOut: optOut.handler(({ input, context }) => control.optOut(context.person, input)),
    cancel: cancel.handler(({ input, context }) => control.end(context.person, input.instructionId, input.reason)),
    list: list.handler(({ input }) => control.instructionsBetween(input)),
  }
}
