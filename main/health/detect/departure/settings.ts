/** Parameters of the point detector, in rows of the signal. All but `fade` and `restRows` lie on wide plateaus. */
export interface DepartureSettings {
  /** Share of a departure that the mean of an hour of the week learns. */
  weekRate: number
  /** The same for an hour of the day. */
  dayRate: number
  /** Rows whose mean residual is watched for long mild departures. */
  levelRows: number
  /** Rows of the recent mean that is compared with the past. */
  shiftRows: number
  /** Share of each row that the long mean learns: a memory of about 3,300 rows. */
  pastRate: number
  /** Rows of the spread. */
  spreadRows: number
  /** Share of its record that each statistic forgets a row: a memory of about 7,000 rows. */
  fade: number
  /** Rows at the start that only make records. */
  learnRows: number
  /** Rows in which an excess that is not larger than the last one is no news. */
  restRows: number
  /** Excess at which the score is 1; 0.08 = 8 % above the record. */
  threshold: number
}

/** Middle of the plateaus measured on the public part of NAB (test/bench/health/nab). */
export const departureDefaults: DepartureSettings = {
  weekRate: 0.2,
  dayRate: 0.05,
  levelRows: 30,
  shiftRows: 30,
  pastRate: 0.0003,
  spreadRows: 40,
  fade: 1e-4,
  learnRows: 150,
  restRows: 150,
  threshold: 0.08,
}
