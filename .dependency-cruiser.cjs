// Who may import whom; `docs/architecture.md` says why. `scripts/check-imports.ts` runs these rules and makes sure that they see something.

/** The floors below the slices, lowest first: each may import those before it. `http` and `jobs` are one storey and know nothing of each other. */
const FLOORS = ['core', 'db', 'http', 'jobs', 'account', 'events', 'entities', 'engine']
/** What each floor does not see of those before it. */
const UNSEEN = { jobs: ['http'] }

/** Folders that are no slice of the domain. */
const SLICE = `^src/(?!(?:${[...FLOORS, 'start', 'cli'].join('|')})/)([^/]+)/`
const TESTS = '\\.test\\.ts$'
/** Helpers of tests that stand beside them. */
const TEST_HELPERS = '/testing/'

/** What a slice lets others import: its service, its schema, and the files listed here. */
const PUBLIC_FILES = [
  '[^/]+/(?:service|schema)',
  'customers/(?:apply|reader|matching|order|json-members)',
  'query/(?:asleep|columns|matched-ids|question|table|within-time)',
  'rules/(?:read-trees|render|replace-tag)',
  'tags/(?:tag|tag-index|names|apply|choose-tag)',
  'timeline/render',
  'users/tokens',
]

/** Files of the program below a path. */
const program = (path) => ({ path, pathNot: TEST_HELPERS })

/** A floor may import the floors below it and nothing else of ours. */
function floorRule(floor) {
  const below = FLOORS.slice(0, FLOORS.indexOf(floor)).filter((each) => !UNSEEN[floor]?.includes(each))
  return {
    name: `${floor}-imports-only-lower-floors`,
    severity: 'error',
    from: program(`^src/${floor}/`),
    to: { path: '^src/', pathNot: `^src/(?:${[floor, ...below].join('|')})/` },
  }
}

module.exports = {
  forbidden: [
    {
      name: 'core-imports-only-core',
      severity: 'error',
      from: program('^src/core/'),
      to: { path: '^src/', pathNot: '^src/core/' },
    },
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: program('^src/core/'),
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-uses-few-packages',
      comment: 'TypeBox for schemas, Kysely to build expressions, Temporal for calendars.',
      severity: 'error',
      from: program('^src/core/'),
      to: {
        dependencyTypesNot: ['core'],
        pathNot: ['^src/', '^\\.', 'node_modules/(?:typebox|kysely|temporal-polyfill)/'],
      },
    },
    {
      name: 'calendars-in-one-file',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST_HELPERS, '^src/core/time\\.ts$'] },
      to: { path: 'node_modules/temporal-polyfill/' },
    },
    ...FLOORS.slice(1).map(floorRule),
    {
      name: 'nothing-imports-the-top',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST_HELPERS, '^src/(?:start|cli)/'] },
      to: { path: '^src/(?:start|cli)/' },
    },
    {
      name: 'slices-meet-in-public-files',
      severity: 'error',
      from: program(SLICE),
      to: {
        path: SLICE,
        pathNot: ['^src/$1/', `^src/(?:${PUBLIC_FILES.join('|')})\\.ts$`],
      },
    },
    {
      name: 'fastify-at-the-edge',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [TEST_HELPERS, '^src/(?:http|start)/', '/routes\\.ts$', '^src/account/answer-write\\.ts$'],
      },
      to: { path: 'node_modules/(?:fastify|fastify-plugin|@fastify/[^/]+)/' },
    },
    {
      name: 'program-without-tests',
      severity: 'error',
      from: program('^src/'),
      to: { path: `^(?:test|bench|scripts)/|${TEST_HELPERS}` },
    },
    {
      name: 'program-without-development-packages',
      severity: 'error',
      from: program('^src/'),
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'no-cycle-of-files',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-cycle-of-folders',
      comment: 'start calls cli, which uses the parts of start: they are one layer.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/[^/]+$', pathNot: '^src/(?:start|cli)$' },
      to: { circular: true },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Tests may import what they like, and are imported by nobody.
    exclude: { path: TESTS },
    // Types count: who knows a type knows the slice.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
