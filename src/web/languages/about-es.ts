import type { Words } from './en.ts'

/** Words of the pages for anybody, Spanish. */
export const aboutEs: Pick<Words, 'help' | 'privacy' | 'accessibility' | 'status'> = {
  help: {
    title: 'Ayuda',
    lead: 'Este servicio está entre usted y los sistemas de IA que su agencia aprobó. Revisa, registra y rotula todo lo que pasa por él.',
    askTitle: 'Cómo preguntar',
    ask: [
      'Elija un sistema aprobado para lo que usted hace. El catálogo dice para qué sirve cada uno y para qué no.',
      'Diga para qué es su trabajo (la finalidad) y cuán delicados son los datos.',
      'Escriba su pregunta. No incluya datos personales que el trabajo no necesite.',
      'Revise la respuesta antes de usarla. Usted responde por el resultado, no la IA.',
    ],
    classesTitle: '¿Cuán delicado es?',
    classes: 'La clase que usted indica puede subir por lo que el servicio encuentre; nunca bajar.',
    redactedTitle: 'Qué se retira',
    redacted:
      'Los datos personales y secretos que el servicio reconoce se retiran antes de que su texto salga del Estado. El sistema de IA ve una marca en su lugar. El servicio puede pasar por alto algunos; no confíe solo en él.',
    redactedKinds: (count) => `Se retiran ${count} tipos de datos`,
    warned:
      'Hay información que no tiene un dato que se pueda retirar. Si un texto habla de ella, cuenta como más delicado y menos sistemas pueden recibirlo:',
    refusedTitle: 'Qué significa un rechazo',
    refused: [
      'No se envió nada a un sistema de IA. El rechazo dice la regla, su cláusula en la política y qué puede hacer. Su texto queda en la página.',
      'Un rechazo se registra como todo lo demás. No es una acusación: la mayoría se debe a un curso que falta, a una finalidad todavía no aprobada o a datos demasiado delicados para el sistema.',
      'Puede averiguar de antemano qué está permitido:',
    ],
    courseTitle: 'Formación',
    course: 'Algunos sistemas exigen un curso. Su propia formación aparece junto al aviso.',
    personTitle: 'Hable con una persona',
    person:
      'Al pie de cada página hay un teléfono, con TTY o servicio de retransmisión y horario. Si la página muestra una referencia, menciónela.',
  },
  privacy: {
    title: 'Privacidad y registros',
    lead: 'El trabajo con IA es asunto del Estado y sus registros pertenecen al Estado. Esta página se elabora a partir de la política vigente.',
    recordedTitle: 'Qué se registra',
    recorded: [
      'Cada pregunta y cada respuesta, palabra por palabra: como usted la escribió, como se envió, como volvió y como se le mostró.',
      'Quién preguntó, desde qué unidad y con qué aplicación, qué sistema respondió, con qué finalidad, con qué clase de datos y cuándo.',
      'Qué se permitió y qué se rechazó, por qué regla, y cuántos datos de qué tipos se retiraron.',
      'Lo que usted acepta, solicita, denuncia o marca como revisado aquí, y cada vez que alguien mira registros de otra persona.',
    ],
    notRecorded:
      'Los registros no se pueden cambiar sin que se note: cada uno está ligado a los demás por un código, y cualquiera puede comprobar que no falta ninguno.',
    readersTitle: 'Quién lo ve',
    parts: {
      meta: 'Datos sobre un intercambio: quién, cuándo, qué sistema, qué regla',
      body: 'El texto como se envió y se respondió, sin los datos personales retirados',
      orig: 'El texto como usted lo escribió y la respuesta propia del sistema',
      out: 'La respuesta como se le mostró',
    },
    own: 'Usted, en sus propios intercambios.',
    readBy: (roles) => `Por su función: ${roles}.`,
    revealed: (roles, purposes) =>
      `Solo con un motivo declarado y para una de estas finalidades (${purposes}): ${roles}.`,
    search: (roles) => `Quién puede buscar en los registros: ${roles}.`,
    aggregates: (roles) => `Quién ve cifras de su propia unidad, sin contenido: ${roles}.`,
    noContent: (roles) => `Quién no ve ningún contenido, tenga las demás funciones que tenga: ${roles}.`,
    counsel: (roles) => `Los registros de asesoría jurídica están ocultos para todos, salvo: ${roles}.`,
    looking: 'Cada vez que alguien mira un registro ajeno, queda registrado quién lo miró y por qué.',
    publicRecord:
      'Lo que escribe puede ser un registro público que cualquiera puede pedir. Antes de entregarlo, personas deciden qué exceptúa la ley.',
    keptTitle: 'Por cuánto tiempo',
    isDefault: 'salvo que se aplique otra',
    indefinite: 'Se conserva mientras nadie decida otra cosa.',
    kept: (length) => `Se conserva ${length}.`,
    undecided: 'Todavía sin decidir:',
    years: (count) => `${count} ${count === 1 ? 'año' : 'años'}`,
    months: (count) => `${count} ${count === 1 ? 'mes' : 'meses'}`,
    days: (count) => `${count} ${count === 1 ? 'día' : 'días'}`,
    holds: 'Nada se destruye por sí solo: dos personas aprueban cada eliminación, y una retención legal la detiene.',
    browserTitle: 'Qué queda en su navegador',
    browser:
      'Una cookie de su sesión y otra de su idioma, y nada de una conversación. Ninguna página pide nada a otra empresa.',
    residentsTitle: 'Chat público',
    residents:
      'Quienes usan un chat público de la agencia no dan su nombre y no necesitan cuenta ni cookie. Para que nadie sature el servicio, se guarda en memoria, una hora como máximo, un resumen cifrado de la dirección de red; no se escribe en ninguna parte.',
    reachTitle: 'Lo que este servicio no puede ver',
    reach:
      'Solo gobierna lo que pasa por él. La IA que se usa en otros lugares, como sitios públicos o dentro de otros programas, aquí no se revisa, ni se retiran datos, ni se registra, ni se rotula, y puede que no esté permitida.',
  },
  accessibility: {
    title: 'Accesibilidad',
    aim: 'Estas páginas aspiran a cumplir las Pautas de Accesibilidad para el Contenido Web (WCAG) 2.2, nivel AA.',
    testedTitle: 'Qué se prueba automáticamente',
    tested: [
      'Cada página y sus estados a 1280 y a 320 píxeles con axe: no queda ningún fallo que conozca.',
      'Nada es más ancho que 320 píxeles, en inglés y en español, y con palabras un 40 por ciento más largas.',
      'Tareas completas solo con el teclado, y sin JavaScript.',
      'Los botones y campos son bastante grandes, y cada página tiene un encabezado principal, un título y un idioma.',
    ],
    notTitle: 'Qué falta todavía',
    not: [
      'Ninguna persona ha evaluado las páginas con un lector de pantalla de forma documentada.',
      'No hay informe de conformidad. Solo personas pueden emitirlo, después de esa evaluación.',
      'Las pruebas automáticas encuentran algunos fallos, no todos.',
    ],
    tellTitle: 'Díganos qué no le funciona',
    tell: 'Cuente a una persona de la mesa de ayuda qué quería hacer y qué se lo impidió. Mientras tanto, también puede hacerlo por usted.',
  },
  status: {
    title: 'Estado del servicio',
    works: 'El servicio funciona: puede registrar y nada está suspendido.',
    worksBut: 'El servicio funciona y puede registrar. Una parte de lo que ofrece está suspendida.',
    cannotRecord:
      'El servicio no puede escribir registros en este momento, por eso rechaza todas las consultas. Nada llega a un sistema de IA sin quedar registrado.',
    allStopped: 'Todo uso de IA por este servicio está suspendido.',
    asOf: (time) => `A fecha de ${time}`,
    stopsTitle: 'Suspendido ahora',
    noStops: 'Nada.',
    kinds: {
      system: 'Sistema',
      vendor: 'Todos los sistemas de un proveedor',
      client: 'Aplicación',
      purpose: 'Finalidad',
      unit: 'Su unidad',
      all: 'Todo',
    },
    since: (time) => `Desde el ${time}`,
    sinceUnknown: 'Suspendido en la lista de sistemas aprobados',
    until: (time) => `Hasta el ${time}`,
    untilResumed: 'Hasta que dos personas lo reanuden',
    reason: 'Motivo:',
    doTitle: 'Qué puede hacer',
    doWait: 'Espere unos minutos y vuelva a cargar esta página. Lo que escribió queda en su página.',
    doOther: 'Use otro sistema aprobado: el catálogo dice cuáles puede usar.',
    doPerson: 'Pregunte a una persona; al pie de esta página está cómo hacerlo.',
    doSignIn: 'Inicie sesión para ver por qué algo está suspendido y qué afecta a su unidad.',
    catalog: 'Sistemas de IA aprobados',
  },
}
