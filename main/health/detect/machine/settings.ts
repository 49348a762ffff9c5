/** Parameters of the detector of several signals together; all in rows. Middle of plateaus on the public part of SKAB. */
export interface MachineSettings {
  /** Rows that say what is normal. */
  trainRows: number
  /** Of these, so many at the start that don't count: start-up, and the windows fill. */
  skipRows: number
  /** Rows of the running median. */
  medianRows: number
  /** Rows of a block, for telling wanderers. */
  blockRows: number
  /** Share of the variance that lies between blocks, above which a signal is a wanderer: only its change is watched. */
  wandererShare: number
  /** Rows over which the change of a wanderer is taken. */
  changeRows: number
  /** Spreads of the smoothed signal at which the score is 1. */
  threshold: number
  /** Share of the threshold below which a verdict ends. */
  release: number
}

/** For signals once a second. */
export const machineDefaults: MachineSettings = {
  trainRows: 400,
  skipRows: 50,
  medianRows: 9,
  blockRows: 40,
  wandererShare: 0.5,
  changeRows: 30,
  threshold: 9,
  release: 0.8,
}

/** Parameters of the detector of change points; in rows. */
export interface ChangeSettings {
  trainRows: number
  /** Rows of the mean now. */
  recentRows: number
  /** Rows before them that it is compared with. */
  pastRows: number
  /** Spreads of that difference at which the score is 1. */
  threshold: number
  /** Rows after a change in which another is no news. */
  restRows: number
}

/** For signals once a second. */
export const changeDefaults: ChangeSettings = {
  trainRows: 400,
  recentRows: 20,
  pastRows: 90,
  threshold: 5.5,
  restRows: 60,
}
