import type { Words } from './en.ts'

/** Words about training, Spanish. */
export const trainingEs: Words['training'] = {
  title: 'Formación',
  lead: 'Algunos sistemas solo puede usarlos quien tiene estos cursos anotados.',
  passed: 'Aprobado. Está en su registro y cuenta desde ahora.',
  missing: 'No consta.',
  completed: (day) => `Completado el ${day}.`,
  until: (day) => `Cuenta hasta el ${day}.`,
  lapsed: 'Ha caducado.',
  primer: 'Lea aquí la breve introducción y responda sus preguntas',
  elsewhere: 'El curso en el sitio de cursos de la entidad',
  readiness: 'Qué tan preparadas están las unidades',
  readinessLead:
    'Personas que han usado este servicio y cuántas tienen todos los cursos anotados aquí. Lo que solo sabe el directorio no se cuenta.',
  nobody: 'Nadie ha usado el servicio todavía.',
  unit: 'Unidad',
  people: 'Personas',
  ready: 'Con todos los cursos',
  primerTitle: 'Qué saber antes de usar IA',
  quiz: 'Preguntas',
  quizLead: (pass, of) =>
    `${pass} de ${of} deben ser correctas. Inténtelo cuantas veces quiera; solo se anota cuando aprueba.`,
  again: 'Todavía no. Debajo de cada respuesta equivocada está el porqué; elija de nuevo.',
  notRight: 'No es correcto.',
  send: 'Comprobar mis respuestas',
}
