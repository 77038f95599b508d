/** Products and the ways in which people name them; the catalog’s own names come beside these. */
const PRODUCTS = [
  'ai',
  'an ai',
  'artificial intelligence',
  'chatgpt',
  'gpt',
  'openai',
  'claude',
  'anthropic',
  'gemini',
  'bard',
  'copilot',
  'llama',
  'mistral',
  'grok',
  'deepseek',
  'language model',
  'chatbot',
]

/**
 * Clause MO-45: the name among these authors that is a model’s, a product’s or a vendor’s; null: all may be people. Whole
 * names and first words are compared, so that Claude Monet’s namesakes may sign.
 */
export function modelAmong(authors: string, catalog: readonly string[]): string | null {
  const known = new Set([...PRODUCTS, ...catalog].map(plain))
  for (const author of authors.split(/[,;\n]|\band\b|\by\b/)) {
    const name = plain(author)
    if (name === '') continue
    const isProduct = known.has(name) || [...known].some((one) => new RegExp(`^${escaped(one)}[ -]?v?\\d`).test(name))
    if (isProduct) return author.trim()
  }
  return null
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
