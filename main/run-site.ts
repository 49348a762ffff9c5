import type { Person } from '../domain/access.ts'
import type { Ms } from '../domain/units.ts'
import type { ShellPort, WebPort } from './serve/message-port.ts'
import type { Wire } from './serve/wire.ts'
import { type RunningSite, type SiteOptions, startSite } from './site.ts'

/** A site that is started anew, in the same process, when a person asks for it. */
export interface SiteRunner extends Pick<RunningSite, 'connect' | 'connectPort' | 'stop'> {
  /** The site as it runs now. */
  current(): RunningSite
}

/** The answer to whoever asked leaves before their connection ends. */
const answerMs: Ms = 200

/**
 * Starts a site and starts it anew as often as it asks for that. Connections end with each start, so that pages come
 * back and describe the site anew; whatever listens for them stays.
 * @param onLost - called when a new start fails although the file was right: nothing runs any more
 */
export async function runSite(first: SiteOptions, onLost: (error: unknown) => void): Promise<SiteRunner> {
  const { clock, log } = first
  let site: RunningSite | undefined = await startSite(first)
  let last = site
  let isStopped = false
  let changing = Promise.resolve()

  const change = async (options: SiteOptions): Promise<void> => {
    if (isStopped) return
    const former = last
    site = undefined
    await former.stop()
    try {
      last = await startSite(options)
      site = last
      listen(last)
    } catch (error) {
      log.error('the site could not be started anew', { reason: String(error) })
      onLost(error)
    }
  }
  const listen = (running: RunningSite): void =>
    running.onRestart((options) => {
      clock.after(answerMs, () => {
        // Asked twice, it is done once: the second request came from a site that is over.
        if (site === running) changing = change(options)
      })
    })
  listen(last)

  return {
    current: () => last,
    connect(wire: Wire, person: Person) {
      // Between two sites nobody is there; the page tries again by itself.
      if (site) site.connect(wire, person)
      else wire.close()
    },
    connectPort(port: ShellPort | WebPort, person: Person) {
      if (site) site.connectPort(port, person)
      else port.close()
    },
    async stop() {
      isStopped = true
      await changing
      await last.stop()
    },
  }
}
