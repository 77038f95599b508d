import { workerData } from 'node:worker_threads'
import type { ObjectMirrorSettings } from '../mirror.ts'
import { openObjectMirror, renewObjectMirror } from '../objects/object-mirror.ts'
import { openObjectStore } from '../objects/object-store.ts'
import { keepMirror } from './keep-mirror.ts'

const { dataFolder, objects } = workerData as ObjectMirrorSettings
const store = openObjectStore(objects)

/** An object store, where the new copy stands beside the old one until it is whole. */
keepMirror(dataFolder, {
  open: () => openObjectMirror(store),
  renew: async (upTo, fill) => (await renewObjectMirror(store, upTo, fill)).copy,
  drop: () => undefined,
})
