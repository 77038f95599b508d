/**
 * Clause MS-60: "Are you a person?", asked as a whole message, in the languages of the people we serve. Compared without
 * case, accents and punctuation. A longer text that holds the question is no question to us.
 */
const QUESTIONS: ReadonlySet<string> = new Set(
  [
    'are you human',
    'are you a human',
    'are you a human being',
    'are you a person',
    'are you a real person',
    'are you real',
    'are you a robot',
    'are you a bot',
    'are you an ai',
    'are you ai',
    'are you a machine',
    'are you a computer',
    'am i talking to a human',
    'am i talking to a person',
    'am i talking to a real person',
    'am i talking to a robot',
    'am i chatting with a person',
    'is this a human',
    'is this a person',
    'is this a real person',
    'is this a bot',
    'can i talk to a person',
    'can i talk to a human',
    'talk to a person',
    'talk to a human',
    'eres humano',
    'eres humana',
    'eres una persona',
    'eres una persona real',
    'eres un robot',
    'eres una ia',
    'es usted humano',
    'es usted una persona',
    'es usted una persona real',
    'hablo con una persona',
    'estoy hablando con una persona',
    'puedo hablar con una persona',
    'quiero hablar con una persona',
    'es tu humain',
    'etes vous humain',
    'etes vous une personne',
    'etes vous un robot',
    'tu es humain',
    'est ce que vous etes humain',
    'bist du ein mensch',
    'sind sie ein mensch',
    'bist du ein roboter',
    'sind sie eine ki',
    'ban co phai la nguoi khong',
    'ban la nguoi hay may',
    'ban co phai la nguoi that khong',
  ].map(normalised),
)

export function asksWhetherPerson(message: string): boolean {
  return message.length <= 120 && QUESTIONS.has(normalised(message))
}

function normalised(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
