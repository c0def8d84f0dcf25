import type { Words } from './words.ts'

const FIRST_NAMES =
  'Aaron Abigail Aisha Alan Alice Amara Amir Andrea Anna Arjun Beatrice Ben Bianca Caleb Camila Carmen Caroline Charles Chloe Clara ' +
  'Daniel Daria David Diego Dorothy Edward Elena Elijah Emily Emma Eric Esther Fatima Felix Fiona Frank Gabriel George Grace Hannah ' +
  'Harold Hassan Helen Henry Hugo Ingrid Irene Isaac Isabel Ivan Jack James Jasmine Jonas Joseph Julia Kai Karen Keiko Kevin Laura ' +
  'Leo Liam Lily Lucas Lucia Magnus Margaret Maria Mark Martha Mateo Maya Mei Michael Mina Nathan Nina Noah Nora Oliver Olivia Omar ' +
  'Oscar Patricia Paul Peter Priya Quentin Rachel Rafael Rebecca Rosa Ruth Samuel Sara Sofia Stephen Tara Theo Thomas Tomasz Uma ' +
  'Valerie Victor Walter Wendy Yara Yusuf Zoe'
const SURNAMES =
  'Abbott Adeyemi Ahmed Alvarez Andersen Atkins Bailey Barker Becker Bennett Bianchi Blake Bowen Brooks Burke Campbell Carter Castillo ' +
  'Chan Clarke Cohen Collins Cooper Costa Cruz Dalton Davies Delgado Dixon Doyle Dubois Eriksen Evans Farrell Ferreira Fischer Fleming ' +
  'Flores Foster Garcia Gibson Goldberg Grant Greene Gupta Haddad Hale Hansen Harper Hayes Hoffman Holt Hughes Hussain Ibrahim Ito ' +
  'Jacobs Jansen Jensen Johnson Kaplan Kaur Keller Kelly Kim King Klein Kowalski Kumar Larsen Lawson Lee Lewis Lind Lopez Lynch ' +
  'Maddox Malik Marino Marsh Martin Mendez Meyer Mitchell Moreau Morgan Murphy Nakamura Nelson Nguyen Novak Nowak Okafor Olsen Ortiz ' +
  'Osei Park Patel Pereira Petrov Pierce Porter Price Quinn Ramos Reed Reyes Rivera Rossi Russo Sato Schmidt Shah Silva Singh Sokolov ' +
  'Stone Sullivan Svensson Tanaka Taylor Thompson Tran Turner Vargas Vogel Walsh Wang Weber Wells White Wilson Wong Wright Young Zhang'

export const english: Words = {
  team: {
    counter: { name: 'Nora Lindqvist', email: 'nora.lindqvist@example.com', group: 'Shop' },
    subscriptions: { name: 'Samir Haddad', email: 'samir.haddad@example.com', group: 'Shop' },
    wholesale: { name: 'Grace Okoro', email: 'grace.okoro@example.com', group: 'Wholesale' },
  },
  customerFields: {
    phone: 'Phone',
    email: 'E-mail',
    website: 'Website',
    birthday: 'Birthday',
    roast: 'Favourite roast',
    brewing: 'Brews with',
    newsletter: 'Newsletter',
    budget: 'Monthly budget',
    address: 'Delivery address',
    notes: 'Notes',
  },
  segmentFields: { offer: 'Offer', discount: 'Discount, %' },
  roasts: ['Light', 'Medium', 'Medium dark', 'Dark'],
  brewing: ['Espresso machine', 'Moka pot', 'V60', 'French press', 'AeroPress', 'Cold brew'],
  segments: {
    regulars: { name: 'Monthly regulars', offer: 'Every tenth bag is on the house' },
    subscribers: { name: 'Subscribers', offer: 'First taste of every new crop' },
    vip: { name: 'VIP', offer: 'A table at the harvest cupping' },
    wholesale: { name: 'Cafés and offices', offer: 'Free barista training twice a year' },
    slipping: { name: 'Slipping away', offer: 'A handwritten card with a 100 g sample' },
    lapsed: { name: 'Win back', offer: 'Half price on the first bag' },
    newcomers: { name: 'New this season', offer: 'A brewing guide with the second bag' },
    birthdays: { name: 'Birthday soon', offer: 'A bag of the birthday blend' },
    workshop: { name: 'Workshop guests', offer: 'Seats a week before everybody else' },
    gifts: { name: 'Christmas gifts', offer: 'Gift boxes reserved until 10 December' },
  },
  tags: {
    wholesale: 'wholesale',
    cafe: 'café',
    office: 'office',
    subscription: 'subscription',
    workshop: 'workshop',
    gifts: 'gifts',
    decaf: 'decaf',
    espresso: 'espresso',
    filter: 'filter',
    delivery: 'delivery',
    friend: 'came through a friend',
    jar: 'brings own jar',
  },
  people: [{ firstNames: FIRST_NAMES.split(' '), surnames: SURNAMES.split(' ') }],
  cafes: [
    'Blue Door Café',
    'Harbor Street Bakery',
    'The Corner Table',
    'Juniper & Rye',
    'Old Mill Kitchen',
    'Little Fern',
    'Marlowe Books & Coffee',
    'Sunday Pantry',
    'Café Paloma',
    'North Pier Diner',
    'The Greenhouse',
    'Two Spoons',
    'Linden Guesthouse',
    'Rosa’s Patisserie',
    'Station Hall Café',
  ],
  offices: [
    'Alder Architects',
    'Brightside Dental',
    'Cedar Yoga Studio',
    'Fenwick & Shaw Law',
    'Halcyon Games',
    'Keystone Coworking',
    'Maple Print House',
    'Tidewater Surveyors',
  ],
  // The numbers 555-0100 to 555-0199 are set aside for fiction.
  phonePrefixes: ['+1 206 555 01', '+1 360 555 01', '+1 503 555 01', '+1 541 555 01', '+1 971 555 01'],
  streets: [
    'Alder Street',
    'Birch Lane',
    'Bridge Street',
    'Canal Road',
    'Cherry Avenue',
    'Church Street',
    'Elm Street',
    'Foundry Lane',
    'Garden Terrace',
    'Hillcrest Drive',
    'Market Square',
    'Mill Road',
    'Orchard Avenue',
    'Park Row',
    'Quarry Road',
    'River Street',
    'Station Road',
    'Willow Court',
  ],
  address: (street, house, flat) =>
    `${house} ${street}${flat === undefined ? '' : `, Apt ${flat}`}, Millhaven`,
  notes: [
    'Likes fruity, washed coffees. Ask about the new Kenya.',
    'Drinks decaf after lunch; does not want it to look like medicine.',
    'Buys for the whole family, prefers one big order.',
    'Has a conical grinder; send whole beans only.',
    'Allergic to nuts: keep away from the granola shelf when packing.',
    'Prefers to be called in the evening.',
    'Leave parcels with the neighbour at number 3.',
    'Learning latte art. Was delighted with the milk jug.',
    'Runs a small book club, sometimes needs 2 kg on short notice.',
    'Moved to the other side of the river; ask whether delivery still suits.',
  ],
  coffees: [
    'House Espresso',
    'Ethiopia Guji',
    'Colombia Huila',
    'Kenya Nyeri',
    'Brazil Cerrado',
    'Guatemala Antigua',
    'Sumatra Mandheling',
    'Decaf Sugarcane',
  ],
  extras: [
    'paper filters',
    'cleaning tablets',
    'milk jug',
    'two cups',
    'V60 dripper',
    'kettle',
    'hand grinder',
  ],
  workshops: [
    'Workshop: latte art',
    'Workshop: filter at home',
    'Workshop: cupping',
    'Workshop: espresso basics',
  ],
  giftBox: 'Gift box',
  giftCard: 'Gift card',
  bags: (count, coffee) => `${count} × ${coffee}, 250 g`,
  kilos: (count, coffee) => `${count} kg ${coffee}`,
  subscription: 'Subscription',
  remarks: [
    'ground for French press',
    'ground for moka pot',
    'whole beans',
    'picked up by a friend',
    'asked for a finer grind',
    'delivered by bicycle',
    'added a free sample',
    'paid by gift card',
    'brought the jar',
    'roasted yesterday',
  ],
}
