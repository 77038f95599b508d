import type { Category } from './category.ts'

/** Federal tax information (IRC 6103, IRS Publication 1075): what the IRS told the agency of a taxpayer. */
export const taxReturnData: Category = {
  name: 'tax_return_data',
  phrases: [
    'federal tax information',
    'fti',
    'tax return',
    'form 1040',
    'adjusted gross income',
    'cp2000',
    'irs transcript',
    'tax transcript',
    'account transcript',
    'irs match',
    'return information',
    'refund offset',
    'taxable income',
  ],
}
