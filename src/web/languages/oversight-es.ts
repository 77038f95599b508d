import type { Words } from './en.ts'

/** Words about reviews and probes, Spanish. */
export const oversightEs: Words['oversight'] = {
  title: 'Supervisión',
  reviews: 'Revisiones de la política',
  noReviews: 'La política no nombra ninguna.',
  states: { complete: 'Completa', overdue: 'Atrasada', open: 'Abierta' },
  due: (day) => `Prevista para el ${day}.`,
  missing: (seats) => `Faltan por firmar: ${seats}.`,
  look: 'Uso, rechazos y costo',
  seat: 'Usted firma por',
  minutes: 'Qué se miró y qué se sigue',
  minutesHint: 'Se guarda con su nombre. Nadie firma por dos puestos.',
  sign: 'Firmar',
  bias: 'Pruebas de sesgo',
  biasLead:
    'La misma pregunta sobre dos tipos de personas, palabra por palabra. Una diferencia no demuestra sesgo, y su ausencia no demuestra que no lo haya.',
  checks: {
    title: 'Comprobaciones automáticas',
    lead: 'Preguntas con respuesta conocida (canarios) y pruebas de sesgo que la pasarela hace en los días de la política, con sus propias reglas y registros.',
    none: 'La política no fija días para ninguna comprobación.',
    noClient:
      'No se hace ninguna: ninguna aplicación de clients.yaml está prevista para ellas, así que la pasarela no tiene en nombre de quién preguntar. “statehouse probe” y “statehouse canary” las hacen a mano.',
    noCredential: (client) =>
      `No se hace ninguna: esta pasarela no tiene la credencial de ${client}. “statehouse doctor” dice cuál falta.`,
    check: 'Comprobación y sistema',
    state: 'Estado',
    last: 'Última vez',
    next: 'Próxima',
    run: 'Hacer ahora',
    kinds: { probe: 'Prueba', canary: 'Canario' },
    states: {
      'not-configured': 'No se hace',
      'no-system': 'Ningún sistema que las comprobaciones puedan usar para este fin',
      running: 'En curso',
      stopped: 'Su sistema está suspendido',
      failing: 'No se pudo hacer',
      late: 'Atrasada',
      waiting: 'Al día',
    },
    failed: (times) => (times === 1 ? 'Una vez, por' : `${times} veces seguidas, la última por`),
    never: 'Nunca',
    outcomes: {
      probe: { quiet: 'No más de lo que explica el azar', alarm: 'Una diferencia' },
      canary: { quiet: 'Como se espera', alarm: 'No como se espera' },
    },
    soon: 'En cuanto se pueda',
    every: (days) => (days === 1 ? 'cada día' : `cada ${days} días`),
  },
  noBias: 'Todavía no se hizo ninguna. “statehouse probe” hace una.',
  probe: 'Prueba y sistema',
  when: 'Cuándo',
  favourable: 'Favorable',
  gap: 'Diferencia, intervalo del 95 %',
  pairs: 'Pares',
  says: 'Qué dice',
  unclear: (unclear, altered) => `${unclear} sin claridad, ${altered} cambiados al quitar datos`,
  alarm: (share) =>
    `Más de lo que explica el azar: menos del ${share} de las pruebas sin diferencia se ven así. Alguien lo mira.`,
  noAlarm: 'No más de lo que explica el azar.',
}
