// The smallest engine: runs in the utility process and answers one call, over the same serving code as the real one.
import { systemClock } from '../../../main/clock.ts'
import { createChannel } from '../../../main/serve/channel.ts'
import { portWire } from '../../../main/serve/message-port.ts'
import { createRouter } from '../../../main/serve/router.ts'
import type { ServedSite } from '../../../main/serve/served-site.ts'
import { silentLog } from '../../../domain/log.ts'
import type { EngineSays, ShellSays } from '../../../electron/engine-host.ts'

const site = {
  authorise: () => {},
  // Changes with every start, so that a test can tell one engine from the next.
  describe: (person: object) => ({ name: `engine ${process.pid}`, timeZone: 'UTC', ...emptySite, person }),
} as unknown as ServedSite
const emptySite = {
  cycleMs: 200,
  version: '0',
  isSimulated: true,
  connection: { importLimitKW: 0, exportLimitKW: 0, busName: 'Bus' },
  feeders: [],
  devices: [],
  assets: [],
  points: [],
}
const router = createRouter({ site, hub: {} as Parameters<typeof createRouter>[0]['hub'], log: silentLog })
const channel = createChannel({ router, clock: systemClock, log: silentLog })

process.parentPort.on('message', ({ data, ports: [port] }) => {
  if ((data as ShellSays).type === 'stop') process.exit(0)
  if (port) channel.connect(portWire(port), { name: 'tester', role: 'viewer' })
})
const ready: EngineSays = { type: 'ready' }
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
process.parentPort.postMessage(ready)
