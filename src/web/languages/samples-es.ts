import type { Words } from './en.ts'

/** Words about samples of answers, Spanish. */
export const samplesEs: Words['samples'] = {
  title: 'Muestras de respuestas',
  lead: 'Algunas respuestas de cada unidad, elegidas al azar para que alguien las mire: las mismas para quien las saque.',
  period: (from, to) => `Respondidas desde el ${from} hasta antes del ${to}.`,
  older: 'Antes',
  newer: 'Después',
  none: 'Entonces no se respondió nada.',
  notWhole: 'Había demasiadas respuestas para elegir entre todas: estas son de las más nuevas.',
  drawn: (count, of) => `${count} elegidas de ${of}.`,
  notLooked: 'Todavía no se miró ninguna.',
  concerns: (share) => `Reparos entre las miradas, con el intervalo para todas: ${share}.`,
  say: 'Decir qué le parece',
  note: 'Nota (opcional)',
  fine: 'Bien',
  concern: 'Un reparo',
  results: { fine: 'Bien', concern: 'Un reparo' },
}
