import { describe, expect, it } from 'vitest'
import {
  formatClock,
  formatDay,
  formatMoment,
  formatOffset,
  formatTime,
  formatWhen,
} from '../../../renderer/format/time.ts'

const berlin = 'Europe/Berlin'
const at = Date.UTC(2026, 3, 14, 12, 32, 8)

describe('times at the site', () => {
  it('shows clock, day and offset of the site, not of the machine', () => {
    expect(formatClock(at, berlin)).toBe('14:32:08')
    expect(formatTime(at, 'America/New_York')).toBe('08:32')
    expect(formatDay(at, berlin)).toBe('Tue 14 Apr')
  })

  it.each([
    [berlin, '+02:00'],
    ['UTC', '+00:00'],
    ['Asia/Kolkata', '+05:30'],
    ['America/New_York', '\u221204:00'],
  ])('the offset of %s is %s', (zone, offset) => {
    expect(formatOffset(at, zone)).toBe(offset)
  })

  it('counts midnight as 00, not 24', () => {
    expect(formatTime(Date.UTC(2026, 3, 13, 22, 0), berlin)).toBe('00:00')
  })

  it('names the day only when it is another one', () => {
    expect(formatWhen(at + 60_000, at, berlin)).toBe('14:33')
    expect(formatWhen(Date.UTC(2026, 3, 17, 11, 7), at, berlin)).toBe('Fri 17 Apr 13:07')
  })

  it('names the day for the same date of another year', () => {
    expect(formatWhen(Date.UTC(2037, 3, 14, 12, 0), at, berlin)).toContain('14 Apr')
  })

  it.each([
    ['2026-04-14T14:32:08', '14 Apr 14:32'],
    ['04-14 14:32', '14 Apr 14:32'],
    ['noon', undefined],
    ['13-45T10:00', undefined],
  ])('the simulated moment %s reads %s', (iso, text) => {
    expect(formatMoment(iso)).toBe(text)
  })
})
