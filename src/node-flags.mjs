/**
 * How every process of a gateway is run. Each thread has a nursery of its own and, by the C library, memory that it gives
 * back late: bounded, they cost a little time and save a lot of memory.
 */
export const NODE_FLAGS = ['--max-semi-space-size=8']
export const NODE_ENV = { MALLOC_ARENA_MAX: '2' }
