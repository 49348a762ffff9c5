import { type Finding, figure, type Look, meanOf } from './look.ts'

/** Less power than this tells nothing against the noise of a site, kW. */
const leastKW = 5
/** What a flipped or rescaled value has to explain of the residual before it is named. */
const explains = 0.3

/** Whether the flows of the bus balance better with this device counted than without, and as counted. */
export function siteMeter({ balance }: Look): Finding {
  const known = balance.filter((one) => one.powerKW !== undefined && one.othersKW !== undefined)
  const powerKW = meanOf(known.map((one) => one.powerKW ?? 0))
  const othersKW = meanOf(known.map((one) => one.othersKW ?? 0))
  if (powerKW === undefined || othersKW === undefined)
    return { result: 'notTried', detail: 'Another meter of the site is missing, so nothing can be compared.' }
  if (Math.abs(powerKW) < leastKW)
    return {
      result: 'notTried',
      detail: `It is at rest (${Math.round(Math.abs(powerKW))} kW): look again while it works.`,
    }
  const residual = (factor: number) => Math.abs(othersKW + factor * powerKW)
  const words = `unexplained ${figure(residual(1))} kW with it, ${figure(residual(0))} kW without`
  if (residual(1) < residual(0)) {
    const better = [1_000, 0.001].find(
      (factor) => residual(factor) < explains * residual(1) && residual(1) > Math.abs(powerKW) * explains,
    )
    if (better === undefined) return { result: 'pass', detail: `The site balances with it: ${words}.` }
  }
  const fault = [
    {
      factor: -1,
      words: 'counted the other way round the site balances: frame (load or generator) in the definition?',
    },
    { factor: 1_000, words: 'times 1,000 the site balances: W, kW or MW?' },
    { factor: 0.001, words: 'divided by 1,000 the site balances: W, kW or MW?' },
  ].find(({ factor }) => residual(factor) < explains * Math.min(residual(1), residual(0)))
  if (fault) return { result: 'fail', detail: `${words}; ${fault.words}` }
  return {
    result: 'warn',
    detail: `The site does not balance better with it: ${words}. Something else may be unmetered.`,
  }
}
