import type { Shell } from '../../domain/shell.ts'
import type { SettingsStore } from '../settings.ts'
import { parseSiteLink, type SiteLink, webSocketOrigin, webSocketUrl } from './site-link.ts'

/** Something the shell can't decide alone: a person is asked for a link. */
export interface Question {
  /** Address to begin with, without token. */
  address: string
  /** Why it is asked, one sentence; empty when a person wanted to be asked. */
  notice: string
}

interface Parts {
  settings: SettingsStore
  /** Link given when the app was started; counts for this run only. */
  siteUrl: string | undefined
  /** Why this runtime can't run an engine of its own; `undefined` when it can. */
  whyNoEngine: string | undefined
}

/** The site this window shows: the app's own, one elsewhere, or none yet. Tokens stay in memory. */
export function createCurrentSite({ settings, siteUrl, whyNoEngine }: Parts) {
  let given = siteUrl === undefined ? undefined : parseSiteLink(siteUrl)
  let link: SiteLink | undefined = given && 'link' in given ? given.link : undefined
  const isOwn = () => !given && !link && settings.get().site.kind === 'own' && whyNoEngine === undefined

  return {
    /** True while the app's own engine is shown. */
    isOwn,
    /** The one origin the page may talk to over the network; none for the own engine. */
    socketOrigin: (): string | undefined => link && webSocketOrigin(link.address),
    address: (): string => link?.address ?? '',
    /**
     * How the page reaches its engine.
     * @throws Error while no site is chosen; the page tries again later
     */
    connection(): Awaited<ReturnType<Shell['connection']>> {
      if (link) return { kind: 'webSocket', url: webSocketUrl(link) }
      if (isOwn()) return { kind: 'port' }
      throw new Error('Engine.Stopped: no site is chosen yet')
    },
    /** What must be asked before anything can be shown. */
    question(): Question | undefined {
      if (given && 'problem' in given) return { address: '', notice: given.problem }
      const { site } = settings.get()
      if (link || isOwn()) return undefined
      if (site.kind === 'elsewhere')
        return { address: site.address, notice: 'Tokens are not stored: paste the link again.' }
      return { address: '', notice: whyNoEngine ?? '' }
    },
    openOwn(): void {
      given = link = undefined
      settings.update({ site: { kind: 'own' } })
    },
    openElsewhere(chosen: SiteLink): void {
      given = undefined
      link = chosen
      settings.update({ site: { kind: 'elsewhere', address: chosen.address } })
    },
  }
}

/** Which site is shown; see {@link createCurrentSite}. */
export type CurrentSite = ReturnType<typeof createCurrentSite>
