import type { Report, ReportSection, ReportStep } from '../../../domain/rpc/reports.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { instantWords, type Period, periodWords } from '../calendar.ts'
import { createMeasured } from '../measure/measured.ts'
import type { ReportData } from '../report-data.ts'
import type { SectionNeeds } from '../sections/section.ts'
import { makeSection } from '../sections/sections.ts'
import type { Template } from '../templates/template.ts'

/** What a report is made from. */
export interface MakeNeeds {
  site: SiteConfig
  version: string
  template: Template
  period: Period
  now: EpochMs
  data: ReportData
  supplier: SectionNeeds['supplier']
  signal: AbortSignal
}

/** Makes a report section by section; between two questions to the store it can be stopped. Errors: `Store.*`. */
export async function* makeReport(needs: MakeNeeds): AsyncGenerator<ReportStep, Report, void> {
  const { site, version, template, period, now, signal } = needs
  const data = stoppable(needs.data, signal)
  const section: SectionNeeds = { ...needs, data, measured: createMeasured(data, period) }
  const sections: ReportSection[] = []
  for (const [i, asked] of template.sections.entries()) {
    yield { type: 'progress', progress: i / template.sections.length, step: asked.title }
    const body = await makeSection(section, asked)
    sections.push({ kind: asked.kind, title: asked.title, ...body })
  }
  return {
    title: template.title,
    site: site.name,
    timeZone: period.timeZone,
    period: periodWords(period) + (now < period.to ? '; not over yet' : ''),
    from: period.from,
    to: period.to,
    madeAt: instantWords(now, period.timeZone),
    version,
    sections,
  }
}

function stoppable(data: ReportData, signal: AbortSignal): ReportData {
  return {
    steps(asked) {
      signal.throwIfAborted()
      return data.steps(asked)
    },
    alarmKpis: data.alarmKpis,
    standingAt: data.standingAt,
    orders: data.orders,
    priceEurPerMWh: data.priceEurPerMWh,
  }
}
