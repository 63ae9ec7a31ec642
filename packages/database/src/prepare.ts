import {
  type Compilable,
  type CompiledQuery,
  type DialectAdapter,
  type Expression,
  type Kysely,
  type QueryResult,
  sql,
} from 'kysely';

/** Where the values of each run go, by name: they can be compared and stored, and nothing else done with them. */
export type Places<Values> = { [Name in keyof Values]: Expression<Values[Name]> };

/**
 * A query that is built and compiled once and run with other values each time: for look-ups, building it anew costs as much as
 * running it.
 *
 * @param build makes the query from the places of its values.
 * @returns runs it, on the database or in a transaction.
 */
export function prepare<Schema, Values extends object, Row>(
  build: (db: Kysely<Schema>, places: Places<Values>) => Compilable<Row>,
): (db: Kysely<Schema>, values: Values) => Promise<QueryResult<Row>> {
  // The text depends on the engine, of which its adapter is the sign.
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  return async (db, values) => {
    const { adapter } = db.getExecutor();
    let query = compiled.get(adapter);
    if (!query) {
      query = build(db, placesOf<Values>()).compile();
      compiled.set(adapter, query);
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Place ? values[parameter.name as keyof Values] : parameter,
    );
    return await db.executeQuery<Row>({ ...query, parameters });
  };
}

/** Stands among a compiled query's parameters for a value that comes later. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Whatever member is asked for is a place. */
function placesOf<Values>(): Places<Values> {
  return new Proxy({}, { get: (_, name) => sql.val(new Place(String(name))) }) as Places<Values>;
}
