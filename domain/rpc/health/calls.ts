import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { ruleShape } from '../../health/rules.ts'
import { workOrderShape } from '../../health/work.ts'
import { fileShape, reason, tableInput } from '../files.ts'
import { engineer, operator, viewer } from '../roles.ts'
import { calendarInput, calendarShape } from './calendar.ts'
import { consumerLabelInput, consumptionShape } from './consumption.ts'
import { assetHealthInput, assetHealthShape, evidenceDetailShape, healthIdInput, healthNowShape } from './forecasts.ts'
import { modelsShape } from './models.ts'
import {
  ruleCheckShape,
  ruleCompleteInput,
  ruleCompletionShape,
  ruleDetailShape,
  ruleInput,
  ruleSaveInput,
  ruleStateInput,
  ruleTextInput,
  ruleTryInput,
  ruleTryStepShape,
} from './rules.ts'
import { verdictInput, workCreateInput, workUpdateInput } from './work.ts'

/** Calls about the health of equipment. All of it is advice: none reaches a device. */
export const healthCalls = {
  /** Forecasts that stand, anomalies that go on, health of every asset, and how good we are. */
  now: viewer.output(healthNowShape),
  /** What lies behind a forecast. Errors: Config.NotFound. */
  evidence: viewer.input(healthIdInput).output(evidenceDetailShape),
  /** The health of one asset. Errors: Dispatch.UnknownAsset. */
  asset: viewer.input(assetHealthInput).output(assetHealthShape),
  /** A technician's word on a forecast or an anomaly; thresholds follow it. Errors: Config.NotFound. */
  judge: operator.input(verdictInput),
  /** Forecasts as a table. */
  export: viewer.input(tableInput).output(fileShape),
  /** How right we are by month and source, and the models that were trained here. */
  models: viewer.output(modelsShape),
  /** Trains anew, in a thread of its own; the better version takes charge. */
  train: engineer.input(z.strictObject({ reason })),
  /** When taking an asset out costs least, against the plan. Errors: Dispatch.UnknownAsset. */
  calendar: viewer.input(calendarInput).output(calendarShape),
  rules: {
    /** Every rule at its newest version. */
    list: viewer.output(z.array(ruleShape)),
    /** One rule with its versions and when it fired. Errors: Config.NotFound. */
    get: viewer.input(ruleInput).output(ruleDetailShape),
    /** What is wrong with a text, and its proper form. */
    check: viewer.input(ruleTextInput).output(ruleCheckShape),
    /** What may follow at a place of a text. */
    complete: viewer.input(ruleCompleteInput).output(ruleCompletionShape),
    /** Runs a text over what is stored; ends early when the caller goes away. Errors: Config.Invalid. */
    tryOut: viewer.input(ruleTryInput).output(eventIterator(ruleTryStepShape)),
    /** Keeps a version as a draft. Errors: Config.Invalid, Config.NotFound. */
    save: engineer.input(ruleSaveInput).output(ruleShape),
    /** Puts a version in charge or takes the rule out. Errors: Config.NotFound, Config.Invalid for an untried one. */
    setState: engineer.input(ruleStateInput).output(ruleShape),
  },
  work: {
    /** Work orders, those to be done first at the top. */
    list: viewer.output(z.array(workOrderShape)),
    /** A new one. Errors: Config.NotFound, Dispatch.UnknownAsset. */
    create: operator.input(workCreateInput).output(workOrderShape),
    /** Changes one. Errors: Config.NotFound, Config.Invalid. */
    update: operator.input(workUpdateInput).output(workOrderShape),
    /** All of them as a table. */
    export: viewer.input(tableInput).output(fileShape),
  },
  consumption: {
    /** Equipment that draws too much, meters against each other, consumers found in the background load. */
    get: viewer.output(consumptionShape),
    /** Names a consumer. Errors: Config.NotFound. */
    label: operator.input(consumerLabelInput),
  },
}
