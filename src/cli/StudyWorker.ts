import { parentPort, workerData } from 'node:worker_threads';
import * as Unwind from '../index.js';
import * as Files from './Files.js';
import * as StudyJob from './StudyJob.js';
import type { Task } from './WorkerPool.js';

const task = workerData as Task;
const loaded = Unwind.load(Files.library(Unwind, task.scenarios), task.name, task);

parentPort?.on('message', (seed: number) => {
  parentPort?.postMessage(StudyJob.run(Unwind, loaded, task.name, seed, task));
});
