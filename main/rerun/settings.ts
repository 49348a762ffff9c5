import type { RerunSettings } from '../../domain/rpc/past/rerun.ts'
import type { SiteConfig } from '../../domain/site.ts'

/** The settings of a site that a rerun can change. */
export function settingsOf({ connection, controllers }: SiteConfig): RerunSettings {
  const { siteLimits, peakShaving, surplusAbsorption } = controllers
  return {
    importLimitKW: connection.importLimitKW,
    exportLimitKW: connection.exportLimitKW,
    marginKW: siteLimits.marginKW,
    peakAboveKW: peakShaving?.aboveKW ?? null,
    exportAboveKW: surplusAbsorption?.exportAboveKW ?? null,
    mineFromGridKW: surplusAbsorption?.mineFromGridKW ?? 0,
  }
}

/** The site with other settings; all else stays. */
export function withSettings(site: SiteConfig, settings: RerunSettings): SiteConfig {
  const { importLimitKW, exportLimitKW, marginKW, peakAboveKW, exportAboveKW, mineFromGridKW } = settings
  const { peakShaving, surplusAbsorption, ...others } = site.controllers
  return {
    ...site,
    connection: { ...site.connection, importLimitKW, exportLimitKW },
    controllers: {
      ...others,
      siteLimits: { ...others.siteLimits, marginKW },
      ...(peakAboveKW !== null && { peakShaving: { ...peakShaving, aboveKW: peakAboveKW } }),
      ...(exportAboveKW !== null && { surplusAbsorption: { ...surplusAbsorption, exportAboveKW, mineFromGridKW } }),
    },
  }
}
