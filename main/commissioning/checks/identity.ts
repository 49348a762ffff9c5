import type { Finding, Look } from './look.ts'

/** Whether it is the box that the site file means. */
export function identity({ device, hasIdentity, link }: Look): Finding {
  if (!link || link.state === 'lost' || link.state === 'connecting')
    return { result: 'fail', detail: `No link: ${link?.detail ?? 'unknown device'}.` }
  if (link.state === 'wrongIdentity') return { result: 'fail', detail: `${link.detail}.` }
  if (!hasIdentity) return { result: 'warn', detail: 'The model gives no serial number: a swapped box would not show.' }
  const serial = link.serial ?? ''
  if (serial === '')
    return { result: 'warn', detail: 'It gives no serial number, though its model has a place for one.' }
  if (device.serial === undefined)
    return { result: 'warn', detail: `S/N ${serial}; write it into the site file so that a swapped box is refused.` }
  return { result: 'pass', detail: `S/N ${serial}, as configured.` }
}
