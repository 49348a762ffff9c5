import { readFileSync } from 'node:fs'

/** What the kernel accounts to a process. Linux only. */
export interface ProcessFigures {
  /** User and system time of all threads since its start, s. */
  cpuS: number
  rssMB: number
}

const ticksPerS = 100 // USER_HZ, fixed for user space on Linux (proc(5))

/** Reads the figures of process `pid` from /proc. */
export function processFigures(pid: number): ProcessFigures {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpuS: (Number(fields[11]) + Number(fields[12])) / ticksPerS, rssMB: Number(rss) / 1024 }
}
