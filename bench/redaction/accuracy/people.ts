/** Names for the labelled set, written by hand: from many countries, and not taken from what the tagger learns from. */
const spaced = (text: string): readonly string[] => text.trim().split(/\s*\n\s*|\s*;\s*/)

/** Whole names as their bearers would write them. */
export const PEOPLE = spaced(`
  Maria Lopez; Tyrell Washington; Kathleen O’Rourke; Nguyễn Văn Toàn; Nguyen Thi Bich Ngoc; Tran Quoc Bao; Le Minh Chau
  José Luis Hernández Ortega; Ana María Quintanilla; Guadalupe Treviño-Salas; Juan de la Torre; Rosa del Carmen Ibarra
  Abdulaziz al-Harbi; Mariam Haddad; Yusuf bin Salman; Noura El-Sayed; Khalil Abdel Rahman; Zahra Mohammadi
  Priyanka Venkataraman; Arvind Krishnamurthy; Harpreet Kaur Gill; Manpreet Dhillon; S. Ramanathan; Anjali Deshpande
  Oleksandr Hrytsenko; Katarzyna Zawadzka; Dmitry Vasiliev; Svitlana Marchenko; Milena Đorđević; Jiří Procházka
  Zhang Xiaoming; Mei-Ling Cheng; Haruki Fujimoto; Park Ji-hoon; Soo-Yeon Baek; Pham Gia Huy
  Oluwadamilola Adewale; Chinonso Nnamdi; Kwabena Osei-Tutu; Wanjiku Njoroge; Amara Okeke; Thabo Mokoena
  Vincent van den Heuvel; Annelies de Vries; Jürgen Müller; Søren Kjærgaard; Siobhán Ní Bhriain; Giuseppe D’Amico
  Leilani Kahananui; Sefina Tuiasosopo; Darnell Whitfield; LaKeisha Broussard; Billy Ray Thibodeaux; Mary Beth Hollingsworth
  Robert E. Crenshaw; J. T. Pickering; Eleanor Ashby-Finch; Walter Kowalczyk Jr.; Theodore Langston III; Denise McAllister
  Kayla Boudreaux; Hunter Stallings; Brooke Ellison; Chase Merriweather; Summer Radcliffe; Grace Ledbetter
  Joy Hatcher; Mark Strickland; Will Pettigrew; April Dunaway; Rose Villanueva; Frank Delacroix; Dean Honeycutt
  Destiny Yellowhorse; Thomas Two Bulls; Marisol Echevarría; Thiago Nascimento; Ioana Văduva; Nikos Papandreou; Emine Aydın
`)
export const FIRSTS =
  'Tamara Ernesto Beatriz Cedric Shauna Deborah Curtis Imani Fernando Gwendolyn Rashad Colleen Ignatius Latrice Prudence Wesley Monique Alonzo Tatum Paulette Nikita Soraya Bram Anselm Odalys Jaylen'.split(
    ' ',
  )
export const LASTS =
  'Abernathy Castellanos Delahoussaye Fitzhugh Gaddis Holloway Iturbide Jankowiak Kuykendall Lattimore Mukherjee Nakagawa Oyelaran Pettus Quiñones Rutledge Sandoval Thigpen Umarov Vanderpool Weatherspoon Xiong Yarborough Zamora Hussain Nguyen'.split(
    ' ',
  )
