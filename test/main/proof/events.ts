import type { ProofOrder, ProofSamples } from '../../../domain/dispatch/proof.ts'

/** Begin of every order in these tests. */
export const begin = Date.UTC(2024, 5, 12, 12)

/** An order to a container that draws 1,000 kW: down to 400 kW within 5 s, for a minute, within 20 kW. */
export function orderOf(more: Partial<ProofOrder> = {}, terms: Partial<ProofOrder['terms']> = {}): ProofOrder {
  return {
    orderId: 'instruction:i-1',
    service: '',
    source: 'operator',
    owner: 'Ada',
    reason: 'a test',
    kind: 'setpoint',
    subject: 'asset',
    assetId: 'container-1',
    feederId: '',
    from: begin,
    until: begin + 60_000,
    steps: [{ from: begin, powerKW: -400 }],
    startKW: -1_000,
    baseline: { method: 'before', steps: [{ from: 0, powerKW: -1_000 }], from: begin - 300_000, until: begin },
    ...more,
    terms: {
      startMs: null,
      fullMs: 5_000,
      holdMs: null,
      toleranceKW: 20,
      neededShare: 0.95,
      penaltyEurPerMWh: null,
      ...terms,
    },
  }
}

/** Samples every `stepMs` from ten seconds before the begin; `power` of the seconds since then, `null` = a gap. */
export function samplesOf(power: (seconds: number) => number | null, untilS = 60, stepMs = 200): ProofSamples {
  const at = Array.from({ length: (untilS + 10) * (1_000 / stepMs) }, (_, i) => begin - 10_000 + i * stepMs)
  return { at, powerKW: at.map((instant) => power((instant - begin) / 1_000)) }
}
