import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHead } from '../../components/page-head.tsx'
import { useNow, useSite } from '../../state/live.ts'
import { ChoosePanel } from './choose/choose-panel.tsx'
import { shifted, siteDay } from './choose/calendar-day.ts'
import { KeptPanel } from './kept/kept-panel.tsx'
import { SchedulePanel } from './kept/schedule-panel.tsx'
import { PreviewPanel } from './preview/preview-panel.tsx'
import { useTemplates } from './queries.ts'
import css from './reports.module.css'
import { SupplierDialog } from './supplier/supplier-dialog.tsx'
import { useMaking } from './use-making.ts'

const minuteMs = 60_000

/** Reports: chosen, looked at, made, kept. */
export function ReportsView() {
  const { name, timeZone } = useSite()
  const today = siteDay(useNow(minuteMs), timeZone)
  const { data } = useTemplates()
  const making = useMaking()
  const [chosen, setChosen] = useState<string>()
  const [day, setDay] = useState<string>()
  const [isSupplier, setSupplier] = useState(false)
  const template = data?.templates.find(({ id }) => id === chosen) ?? data?.templates[0]
  const path = [
    <Link key="site" to="/">
      {name}
    </Link>,
    'Reports',
  ]
  return (
    <div className={css.page}>
      <PageHead title="Reports" level={2} path={path}>
        <Button onClick={() => setSupplier(true)}>Supplier’s file…</Button>
      </PageHead>
      <div className={css.body}>
        <div className={css.left}>
          <ChoosePanel
            templates={data}
            template={template}
            day={day ?? shifted(template?.period ?? 'day', today, -1)}
            today={today}
            making={making}
            onTemplate={setChosen}
            onDay={setDay}
          />
          <KeptPanel />
          <SchedulePanel schedule={data?.schedule ?? []} />
        </div>
        <PreviewPanel view={making.view} />
      </div>
      {isSupplier && <SupplierDialog onClose={() => setSupplier(false)} />}
    </div>
  )
}
