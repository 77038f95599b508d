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
