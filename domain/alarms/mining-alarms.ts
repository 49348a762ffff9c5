import { defined } from './defined.ts'

/** Alarms of the mining containers. */
export const miningAlarms = {
  'mining.poolLost': defined(2, 'process', 900, {
    cause: 'Several containers stopped hashing at once: the internet or the mining pool is gone.',
    consequence: 'Their load falls away by itself and earns nothing; it cannot be counted on for services.',
    response: 'Check internet and mining pool. The containers come back by themselves when their pool answers.',
    onDelayS: 2,
    offDelayS: 30,
  }),
  'mining.lost': defined(3, 'process', 3_600, {
    cause: 'A container stopped hashing while its setpoint stayed: its pool, network or machines.',
    consequence: 'It earns nothing, and its load is not there to be shed.',
    response: 'Check its pool, network and machines.',
    onDelayS: 5,
    offDelayS: 30,
  }),
  'mining.hot': defined(2, 'equipment', 600, {
    cause: 'The air leaves the container too hot: fans, filters or louvres.',
    consequence: 'It is lowered and not raised again; hotter still, it trips by itself.',
    response: 'Check fans, filters and louvres.',
    offDelayS: 60,
  }),
  'mining.stragglers': defined(3, 'equipment', 1_800, {
    cause: 'The container was told to stop, and some of its miners go on.',
    consequence: 'Less load was shed than ordered.',
    response: 'Find the miners that go on. The breaker is not opened by us.',
    onDelayS: 5,
    offDelayS: 30,
  }),
}
