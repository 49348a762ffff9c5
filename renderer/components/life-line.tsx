import css from './life-line.module.css'

/** The steps of a life in order, the one reached now in ink. `at` is one of `states`. */
export function LifeLine<S extends string>({ states, at }: { states: readonly S[]; at: S }) {
  const reached = states.indexOf(at)
  return (
    <ol className={css.line} aria-label={`step ${reached + 1} of ${states.length}: ${at}`}>
      {states.map((state, i) => (
        <li
          key={state}
          className={css.step}
          data-place={i < reached ? 'past' : i === reached ? 'now' : 'ahead'}
          aria-current={i === reached ? 'step' : undefined}
        >
          {state}
        </li>
      ))}
    </ol>
  )
}
