import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import { type Connect, createChannel } from './channel.ts'
import { createFrames } from './live/frames.ts'
import { createLiveHub } from './live/hub.ts'
import { portWire, type ShellPort, type WebPort } from './message-port.ts'
import { createRouter } from './router.ts'
import type { ServedSite } from './served-site.ts'

/** The calls and the live stream of a site, for wires of any kind. */
export interface Service {
  connect: Connect
  /** As `connect`, over a MessagePort of Node or of Electron. */
  connectPort(port: ShellPort | WebPort, person: Person): void
  /** The points of the site are others from now on: pages describe it anew. */
  renew(): void
  /** Ends the streams, then the wires. */
  stop(): void
}

/** Opens the service of a running site. */
export function openService({ site, clock, log }: { site: ServedSite; clock: Clock; log: Log }): Service {
  const makeFrame = createFrames(site, clock.monotonicMs)
  const hub = createLiveHub({ onCycle: site.control.onCycle, makeFrame, clock })
  const channel = createChannel({ router: createRouter({ site, hub, log }), clock, log })
  return {
    connect: channel.connect,
    connectPort: (port, person) => channel.connect(portWire(port), person),
    renew: hub.renew,
    stop() {
      hub.stop()
      channel.stop()
    },
  }
}
