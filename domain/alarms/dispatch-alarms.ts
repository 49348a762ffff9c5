import { defined } from './defined.ts'

/** Alarms of what dispatch owes, and of what keeps it from it. */
export const dispatchAlarms = {
  'instruction.notMet': defined(2, 'grid', 300, {
    cause: 'The site does not reach what was asked: storage is empty, mining stopped already, or a limit holds.',
    consequence: 'The other side may charge for it or limit the site by itself.',
    response: 'Release load by hand, start the generator, or opt out with a reason.',
    onDelayS: 5,
    offDelayS: 30,
  }),
  'service.*': defined(3, 'grid', 1_800, {
    cause: 'What a promised service needs is missing: frequency, power, energy, or a device that is armed.',
    consequence: 'The service is not delivered when it is called for.',
    response: 'Bring back what the text names, or tell the grid operator that the service is withdrawn.',
    onDelayS: 30,
    offDelayS: 60,
  }),
  'island.active': defined(1, 'grid', 60, {
    cause: 'The grid is lost: voltage or frequency is away, or the breaker to the grid is open.',
    consequence: 'Storage carries the essential load until it is empty.',
    response: 'Start the generator, shed what can wait, call the grid operator.',
  }),
  'asset.tripped': defined(2, 'equipment', 1_800, {
    cause: 'Overspeed, vibration or loss of vacuum: the flywheel stopped itself.',
    consequence: 'It stays out, also after its fault is gone.',
    response: 'Find the cause on site. Reset it there, then here with a reason.',
  }),
  'asset.breaker': defined(2, 'equipment', 900, {
    cause: 'The feedback of a breaker does not fit what is asked of the asset behind it.',
    consequence: 'The asset gets no command; others carry its part.',
    response: 'Look at the breaker and its contacts. Nothing is switched from here.',
    onDelayS: 3,
  }),
  'storage.socDisagrees': defined(3, 'process', 86_400, {
    cause: 'Two sources of the state of charge differ: one of them has lost its count.',
    consequence: 'The careful one counts in either direction, so less of the storage is used.',
    response: 'Let it charge fully once, or have its measurement checked.',
    onDelayS: 60,
    offDelayS: 300,
  }),
  'plan.expired': defined(3, 'control', 1_800, {
    cause: 'No valid plan has come for the time that began.',
    consequence: 'The safe rules hold: peaks are shaved and surplus is absorbed, prices are not followed.',
    response: 'See under Dispatch why planning fails: prices, forecasts or time.',
    onDelayS: 30,
  }),
}
