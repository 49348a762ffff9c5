import { Link } from '@tanstack/react-router'
import type { EvidenceDetail } from '../../../../../domain/rpc/health/forecasts.ts'
import { RuleText } from '../../rules/text/rule-text.tsx'
import page from '../../health.module.css'
import css from './detail.module.css'

/** Rules that say the same, with their text. */
export function RuleTexts({ rules }: Pick<EvidenceDetail, 'rules'>) {
  return (
    <section className={css.section} aria-label="Rules that agree">
      {rules.length === 0 && (
        <p className={page.quiet}>
          <strong>Rule</strong> none says the same; the model alone has seen it.
        </p>
      )}
      {rules.map(({ ruleId, version, title, text }) => (
        <div key={ruleId}>
          <p className={page.quiet}>
            <strong>Rule</strong>{' '}
            <Link to="/health/rules" search={{ id: ruleId }}>
              {title}
            </Link>
            , version {version}
          </p>
          <RuleText text={text} />
        </div>
      ))}
    </section>
  )
}
