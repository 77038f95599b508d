import type { SentencePair } from './sentences.ts'

/** Why an act of oversight isn’t done, and what can be done: risks, and who answers for systems and units. */
export const OVERSIGHT_SENTENCES_ES: readonly SentencePair[] = [
  [
    'Only somebody’s report begins such a case: what the gateway found is a hint.',
    'Un caso así solo empieza con el informe de una persona: lo que notó la pasarela es un indicio.',
  ],
  ['There is no such risk for you.', 'Para usted no hay tal riesgo.'],
  ['Look at the register.', 'Mire el registro.'],
  [
    'Your roles don’t include the register of emerging risks.',
    'Sus funciones no incluyen el registro de riesgos emergentes.',
  ],
  ['Ask whom oversight.yaml names under risks.', 'Pregunte a quien nombra oversight.yaml en risks.'],
  ['Complete it, and send it again.', 'Complételo y envíelo de nuevo.'],
  ['Look at the risk as it is now.', 'Mire el riesgo como está ahora.'],
  ['The risk was changed since you looked at it.', 'El riesgo cambió desde que usted lo miró.'],
  [
    'Look at what changed, and decide again. Nothing of yours was done.',
    'Mire lo que cambió y decida de nuevo. Nada de lo suyo se hizo.',
  ],
  ['It was recorded already.', 'Ya estaba registrado.'],
  ['That can’t be done while the risk is open.', 'Eso no se puede hacer mientras el riesgo está abierto.'],
  ['That can’t be done while the risk is treated.', 'Eso no se puede hacer mientras el riesgo está tratado.'],
  ['That can’t be done while the risk is accepted.', 'Eso no se puede hacer mientras el riesgo está aceptado.'],
  ['That can’t be done while the risk is closed.', 'Eso no se puede hacer mientras el riesgo está cerrado.'],
  ['That can’t be done while the risk is {}.', 'Eso no se puede hacer mientras el riesgo está «{1}».'],
  ['It has that level already.', 'Ya tiene ese nivel.'],
  ['They answer for it already.', 'Ya responden de él.'],
  [
    'A risk of this level is looked at again between today and {}.',
    'Un riesgo de este nivel se vuelve a mirar entre hoy y el {1}.',
  ],
  ['Say what the risk is called, and what it is.', 'Diga cómo se llama el riesgo y qué es.'],
  ['Choose a system of the catalog, or none.', 'Elija un sistema del catálogo, o ninguno.'],
  ['Choose a duty that answers for it.', 'Elija una función que responda de él.'],
  ['Choose what was found: a risk isn’t closed without.', 'Elija qué se encontró: un riesgo no se cierra sin ello.'],
  ['Choose a level.', 'Elija un nivel.'],
  ['Check its number, or leave it out.', 'Compruebe su número, o déjelo fuera.'],
  [
    'Whoever owned or monitored this system has left, so nothing new is approved for it.',
    'Quien era responsable de este sistema o lo vigilaba se fue; no se aprueba nada nuevo para él.',
  ],
  [
    'Have somebody named for it in oversight.yaml, accountable, or have whoever holds the duty now sign in; then approve again.',
    'Haga que se nombre a alguien en oversight.yaml, accountable, o que inicie sesión quien tiene ahora la función; después apruebe de nuevo.',
  ],
  [
    'The unit that this is for has no accountable leader, so nothing new is approved for it.',
    'La unidad a la que se refiere no tiene dirección que responda; no se aprueba nada nuevo para ella.',
  ],
  [
    'Have its leader named in units.yaml, or have whoever leads it now sign in; then approve again.',
    'Haga que se nombre su dirección en units.yaml, o que inicie sesión quien la dirige ahora; después apruebe de nuevo.',
  ],
  [
    'Your roles don’t include who answers for systems and units.',
    'Sus funciones no incluyen quién responde de los sistemas y las unidades.',
  ],
  ['Ask the leader of your unit, or an auditor.', 'Pregunte a la dirección de su unidad o a auditoría.'],
  [
    'A person looks at their answers again; an app can’t.',
    'Una persona vuelve a mirar sus respuestas; un programa no puede.',
  ],
  ['Let the person do this with their own sign-in.', 'Que la persona lo haga con su propio inicio de sesión.'],
  [
    'That answer wasn’t drawn for you to look at again.',
    'Esa respuesta no se sorteó para que usted la vuelva a mirar.',
  ],
  ['Choose one of those that were.', 'Elija una de las que sí.'],
  ['Other answers were drawn since you looked.', 'Desde que miró se sortearon otras respuestas.'],
  ['Choose what has to change.', 'Elija qué tiene que cambiar.'],
  [
    'You have said something else of this answer since you looked.',
    'Desde que miró, usted ya dijo otra cosa de esta respuesta.',
  ],
  ['Your answers were changed at the same moment.', 'Sus respuestas se cambiaron en el mismo momento.'],
  ['Look at what is to be looked at now.', 'Mire lo que hay que mirar ahora.'],
  [
    'Your roles don’t include how many answers units have to look at again.',
    'Sus funciones no incluyen cuántas respuestas tienen que volver a mirar las unidades.',
  ],
  ['This version waits for nobody any more.', 'Esta versión ya no espera a nadie.'],
  ['Look at the versions that do.', 'Mire las versiones que sí.'],
  ['Say why this version is accepted.', 'Diga por qué se acepta esta versión.'],
  ['Name what you looked at, and send it again.', 'Diga qué miró y envíelo de nuevo.'],
  ['It was changed since you looked at it.', 'Cambió desde que usted lo miró.'],
  [
    'Look at what it says now, and decide again. Nothing of yours was done.',
    'Mire lo que dice ahora y decida de nuevo. No se hizo nada de lo suyo.',
  ],
  [
    'You have asked for this to be resumed; it takes a second person.',
    'Usted ya pidió que se reanudara; hace falta otra persona.',
  ],
  ['Ask a colleague with the authority to confirm it.', 'Pida a un colega con autoridad que lo confirme.'],
  ['Ask the security officer or the CTO.', 'Pregunte a seguridad o a la dirección de tecnología.'],
  ['That month isn’t over.', 'Ese mes no ha terminado.'],
  ['Ask for a month up to {}.', 'Pida un mes hasta {1}.'],
]
