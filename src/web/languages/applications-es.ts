import type { Words } from './en.ts'

export const applicationsEs: Pick<Words, 'applications'> = {
  applications: {
    title: 'Aplicaciones aprobadas',
    lead: 'Otros programas con IA que están aprobados. Se abren en una dirección propia. Su sesión se mantiene, y la visita termina cuando termina su sesión aquí.',
    open: 'Abrir',
    can: 'Puede usar esta aplicación',
    cannot: 'Ahora no puede usar esta aplicación',
    details: 'Para qué está aprobada',
    againTitle: 'No se abrió la aplicación',
    again:
      'El paso hacia ella sirve una vez, durante un minuto, y solo en el navegador que lo pidió. Ábrala de nuevo desde aquí. Si no ayuda, permita las cookies de su dirección.',
    back: 'Catálogo',
    stepUp: 'Esta aplicación necesita un inicio de sesión más fuerte o más reciente.',
    stepUpGo: 'Iniciar sesión de nuevo y abrirla',
  },
}
