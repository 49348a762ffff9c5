import { systemClock } from '../../../main/clock.ts'
import { silentLog } from '../../../domain/log.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { type Simulation, startSimulation } from '../../../devices/simulated/simulation.ts'
import { definitions, demoFolder } from './sites.ts'

/** A simulated site on real sockets and the machine's clock. */
export function startOnSockets(site: SiteConfig, dataDir: string): Promise<Simulation> {
  return startSimulation({ site, definitions, siteFolder: demoFolder, dataDir, clock: systemClock, log: silentLog })
}

/** Sockets and servers this process holds open. */
export function openHandles(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /TCP|Pipe|Timeout|Worker|MessagePort/.test(name))
}

/** Waits until `holds`, at most `withinMs`. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 3_000): Promise<void> {
  const giveUpAt = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${withinMs} ms`)
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}
