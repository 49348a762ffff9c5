import { implement } from '@orpc/server'
import { contract } from '../../../domain/rpc/contract.ts'
import type { KeptReport, Report, ReportStep } from '../../../domain/rpc/reports.ts'

const os = implement(contract).reports

/** The calls of the report screen, answered from memory. */
export function createDemoReports({ site, now }: { site: { name: string; timeZone: string }; now: () => number }) {
  let kept: KeptReport[] = []
  return {
    templates: os.templates.handler(() => ({
      templates: [
        {
          id: 'daily',
          title: 'Daily report',
          period: 'day' as const,
          isOwn: false,
          sections: [{ kind: 'energy' as const, title: 'Energy' }],
        },
      ],
      faults: [],
      schedule: [],
    })),
    preview: os.preview.handler(({ input }) => steps({ type: 'shown', report: demoReport(site, input.day, now()) })),
    make: os.make.handler(({ input }) => {
      const made = {
        template: input.template,
        title: 'Daily report',
        period: input.day,
        from: 0,
        to: 0,
        madeAt: now(),
        by: 'Ada',
      }
      const report: KeptReport = {
        ...made,
        id: `${input.template}-${input.day}`,
        files: [{ format: 'pdf', name: `daily-${input.day}.pdf`, bytes: 12_000 }],
      }
      kept = [report, ...kept]
      return steps({ type: 'kept', report })
    }),
    list: os.list.handler(() => kept),
    download: os.download.handler(({ input }) => ({
      name: `${input.id}.${input.format}`,
      mediaType: 'text/plain',
      base64: btoa('demo'),
    })),
    remove: os.remove.handler(({ input }) => {
      kept = kept.filter(({ id }) => id !== input.id)
    }),
  }
}

async function* steps(last: ReportStep): AsyncGenerator<ReportStep, void, void> {
  yield { type: 'progress', progress: 0.2, step: 'Energy' }
  yield last
}

function demoReport(site: { name: string; timeZone: string }, day: string, now: number): Report {
  const columns = [
    { name: 'Meter', unit: '' },
    { name: 'Imported', unit: 'kWh', decimals: 1 },
  ]
  return {
    title: 'Daily report',
    site: site.name,
    timeZone: site.timeZone,
    period: day,
    from: 0,
    to: now,
    madeAt: day,
    version: 'demonstration',
    sections: [
      {
        kind: 'energy',
        title: 'Energy',
        notes: [],
        charts: [],
        tables: [{ title: 'Connection', columns, rows: [['Grid', 24_000]] }],
      },
    ],
  }
}
