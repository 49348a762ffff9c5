import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { hostileAnswers } from './field/hostile-answers.ts'
import { opcUaFigures } from './field/opc-ua.ts'
import { pollJitter } from './field/poll-jitter.ts'
import { reconnects } from './field/reconnects.ts'
import { throughput } from './field/throughput.ts'
import type { Figure } from './figure.ts'

/** Figures of the field layer: speed beside other clients, evenness beside bad devices, hostile answers. */
export async function measure(): Promise<Figure[]> {
  setFlagsFromString('--expose-gc')
  globalThis.gc = runInNewContext('gc') as typeof globalThis.gc
  return [
    ...(await throughput()),
    ...(await opcUaFigures()),
    ...(await pollJitter()),
    ...(await hostileAnswers()),
    ...(await reconnects()),
  ]
}
