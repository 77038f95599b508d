import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('date_of_birth')

positives([
  'and your date of birth\n00:00:49 Caller: «oh four twelve fifty six»',
  'dob, uh, «three slash four slash eighty»',
  'born the «third of march nineteen seventy one»',
  'birthday is «march 3 seventy one»',
  'date of birth please.\nCaller: «june two, two thousand four»',
  'Q.  What is your date of birth?\n 4   A.   «June second, two thousand four».',
  'fecha de nacimiento: «tres de mayo de mil novecientos setenta y dos»',
  'mi cumpleaños es el «doce de marzo del noventa y cinco»',
  'nací el «veintidós de abril de dos mil uno»',
])
negatives([
  'born one of twelve children',
  'date of birth: thirteen forty sixty',
  'the three of March, nineteen people said',
  'it was born of two needs, four twelve-foot walls',
])
