import type { Words } from './en.ts'

/** Words of answers that people look at again, Spanish. */
export const revisitsEs: Words['revisits'] = {
  title: 'Respuestas para volver a mirar',
  lead: 'Si una respuesta era correcta se ve con el tiempo. Se sortearon unas pocas de las suyas: diga de cada una si todavía es correcta. Nada se tiene en cuenta contra nadie; lo que no se miró caduca con el siguiente sorteo.',
  none: 'No hay nada suyo para volver a mirar.',
  period: (from, to) => `Del ${from} al ${to}.`,
  drawnFrom: {
    kept: (of) => `Sorteadas entre ${of} que usted revisó, con las que decidió o que puso en un documento.`,
    any: (of) => `Sorteadas entre todas las suyas que tiene el registro: ${of}.`,
  },
  answerOf: (at) => `La respuesta del ${at}`,
  look: 'Mirarla en su conversación',
  byProgram: 'La pidió un programa, así que ninguna conversación de aquí la tiene. Su registro:',
  ask: '¿Qué dice de ella ahora?',
  choose: 'Elija',
  results: {
    right: 'Todavía es correcta',
    change: 'Necesita un cambio',
    unused: 'Ya no se usa',
  },
  open: 'Aún sin mirar',
  finding: 'Si necesita un cambio: ¿cuál es?',
  note: 'Una palabra al respecto, si quiere',
  noteHint: 'Se guarda con el registro. Sin datos personales.',
  send: 'Decirlo',
  after:
    'La pasarela no puede saber dónde usó la respuesta: si está en un documento o en un expediente, cámbiela allí y avise a quien se apoya en ella.',
  report: 'Informar de un problema',
  back: 'Todas las respuestas para volver a mirar',
  units: 'Respuestas que las personas vuelven a mirar',
  unitsLead:
    'Sorteadas entre las respuestas de cada persona del último período. Solo recuentos: los números detrás de los cuales hay menos de diez personas no se muestran, y no se nombra ni se ordena a nadie.',
  unit: 'Unidad',
  drawn: 'Sorteadas',
  left: 'Aún sin mirar',
  few: 'No se muestra',
}
