import { work } from '../../../documents/in-the-thread.ts'
import { train } from './train.ts'
import type { TrainedModel, TrainingTask } from './trained-model.ts'

/* Entry of a thread that learns one model: it takes up to minutes, in which the control loop would miss its turns. */

await work((task: TrainingTask): Promise<TrainedModel> => Promise.resolve(train(task)))
