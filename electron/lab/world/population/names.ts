/** Names of invented people. `login` is what an admin makes of a name for an account: plain ASCII. */
export interface PersonName {
  readonly given: string;
  readonly surname: string;
  readonly login: string;
}

const givenNames =
  'Aisha Amélie Anna Ayşe Beatriz Björn Carlos Chloé Daniel Dmitri Elena Emma Erik Fatima Felix Francesca François ' +
  'Grace Hana Hannah Hiroshi Ingrid Isabel Jack Jakub Jan Jens Jürgen Kaito Karin Katarzyna Lars Laura Léa Leila Liam ' +
  'Luca Lukas Łukasz Maja Marek Maria Márta Mateo Mehmet Mei Mia Miguel Nadia Nina Noah Noël Olga Oliver Øyvind Paula ' +
  'Pedro Petra Priya Rachel Rafael Renée Rosa Ryan Samuel Sara Siobhán Sofia Søren Stefan Tamás Tereza Thomas Tomás ' +
  'Ulrike Valérie Victor Wei Yasmin Yusuf Zoë Zuzana';
const surnames =
  'Ahmed Andersen Bauer Becker Bianchi Björk Brown Çelik Chen Clarke Costa Dąbrowski Delgado Dubois Eriksson Fernández ' +
  'Fischer Fontaine García González Groß Guzmán Hansen Hartmann Hernández Horváth Ivanov Jansen Johansson Jones Kaplan ' +
  'Keller Kim Kovács Kowalski Kozlov Krüger Lambert Larsen Laurent Lefèvre Lindqvist Li López Maier Marino Martin Meyer ' +
  'Moreau Müller Murphy Nagy Nakamura Németh Nguyen Nielsen Novák Nowak Nuñez Okafor Olsen Østergaard Pálsson Patel ' +
  'Peeters Pereira Petrov Popescu Ramos Ricci Rossi Sánchez Santos Sato Schäfer Schmidt Schröder Schultz Silva Singh ' +
  'Smith Sørensen Strauß Suzuki Svoboda Tanaka Taylor Tóth Ünal Vermeulen Virtanen Vogel Wagner Walker Wang Weiß ' +
  'Williams Wilson Wójcik Yılmaz Żukowski Zhang Zimmermann';

const apostrophes: readonly PersonName[] = [
  { given: 'Siobhán', surname: "O'Brien", login: 'siobhan.obrien' },
  { given: 'Niall', surname: "O'Donnell", login: 'niall.odonnell' },
  { given: 'Chiara', surname: "D'Angelo", login: 'chiara.dangelo' },
  { given: 'Mary', surname: 'O’Connor', login: 'mary.oconnor' },
];
const otherScripts: readonly PersonName[] = [
  { given: 'محمد', surname: 'الأحمد', login: 'mohammed.alahmad' },
  { given: 'נועה', surname: 'לוי', login: 'noa.levi' },
  { given: 'فاطمة', surname: 'حسن', login: 'fatima.hassan' },
  { given: '健太', surname: '山本', login: 'kenta.yamamoto' },
];
const emoji: readonly PersonName[] = [
  { given: 'Léa 🦊', surname: 'Martin', login: 'lea.martin' },
  { given: 'Tom', surname: 'Berger 👩‍🚀', login: 'tom.berger' },
];

/** Letters that Unicode does not take apart into a base letter and a mark. */
const spelledOut: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' },
  ...{ æ: 'ae', đ: 'd', ı: 'i', ł: 'l', ø: 'oe' },
};

const plainGivenNames = givenNames.split(' ');
const plainSurnames = surnames.split(' ');
/** Every so many people have a name that careless code gets wrong. */
const unusualEvery = 40;
const unusual: readonly PersonName[] = [...apostrophes, ...otherScripts, ...emoji];

/** Name of the person with this number; names repeat only after all combinations, unusual ones are strewn in. */
export function nameOf(index: number): PersonName {
  const unusualNumber = Math.floor(index / unusualEvery);
  const strange = index % unusualEvery === unusualEvery / 2 ? unusual[unusualNumber % unusual.length] : undefined;
  if (strange !== undefined) return strange;
  const given = plainGivenNames[index % plainGivenNames.length] ?? '';
  const round = Math.floor(index / plainGivenNames.length);
  const surname = plainSurnames[(index * 7 + round) % plainSurnames.length] ?? '';
  return { given, surname, login: `${plain(given)}.${plain(surname)}` };
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[äöüßæđıłø]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}
