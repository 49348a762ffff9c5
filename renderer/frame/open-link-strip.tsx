import { Link } from '@tanstack/react-router'
import { ChevronRight, LockOpen } from 'lucide-react'
import { useLinks, useSite } from '../state/live.ts'
import { openLinkNames } from './open-links.ts'
import css from './open-link-strip.module.css'

/**
 * Stands on every screen as long as a link in use is not encrypted, and cannot be put away: whoever is in that network
 * can read what the device says and write what we would.
 */
export function OpenLinkStrip() {
  const { assets } = useSite()
  const names = openLinkNames(useLinks(), assets)
  if (names.length === 0) return null
  const list = names.join(', ')
  return (
    <section className={css.strip} aria-label="Links that are not encrypted" data-strip>
      <LockOpen size={14} aria-hidden />
      <strong className={css.word}>NOT ENCRYPTED</strong>
      <span className={css.names} title={list}>
        {list}
      </span>
      <span className={css.why}>Whoever is in that network can read and write as we do</span>
      <Link className={css.link} to="/field/certificates">
        Certificates <ChevronRight size={12} aria-hidden />
      </Link>
    </section>
  )
}
