import { work } from '../../documents/in-the-thread.ts'
import { train, type Trained } from '../model/train.ts'
import type { QuantityHistory } from '../quantities/history.ts'
import { shapeOf } from '../quantities/shape-of.ts'

/* Entry of a thread that learns one quantity: it takes seconds, in which the control loop would miss its turns. */

await work((history: QuantityHistory): Promise<Trained> => Promise.resolve(train(shapeOf(history))))
