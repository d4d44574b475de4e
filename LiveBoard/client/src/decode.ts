/** A message that does not have the agreed shape. The text names the field. */
export class WireError extends Error {}

export type Decoder<T> = (value: unknown, path: string) => T;

function refuse(path: string, expected: string): never {
  throw new WireError(`${path}: expected ${expected}`);
}

export const text: Decoder<string> = (value, path) =>
  typeof value === 'string' ? value : refuse(path, 'text');

export const number: Decoder<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'a number');

export const flag: Decoder<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

export const instant: Decoder<string> = (value, path) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : refuse(path, 'an RFC 3339 instant');

/** Absent and null are the same on the wire. */
export const nullable = <T>(decoder: Decoder<T>): Decoder<T | null> => (value, path) =>
  value === null || value === undefined ? null : decoder(value, path);

export const list = <T>(decoder: Decoder<T>): Decoder<T[]> => (value, path) =>
  Array.isArray(value) ? value.map((item, index) => decoder(item, `${path}[${index}]`)) : refuse(path, 'a list');

export const oneOf = <T extends string>(...values: readonly T[]): Decoder<T> => (value, path) =>
  values.find(known => known === value) ?? refuse(path, values.join(' | '));

type Fields<T> = { [K in keyof T]-?: Decoder<T[K]> };

function fieldsOf(value: unknown, path: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse(path, 'an object');
}

/** Unknown fields are dropped, so a newer service may add some. */
export const record = <T>(fields: Fields<T>): Decoder<T> => (value, path) => {
  const source = fieldsOf(value, path);
  const target: Partial<T> = {};
  for (const key in fields) target[key] = fields[key](source[key], `${path}.${key}`);
  return target as T;
};

/** Like record, but only the fields that are present. */
export const partial = <T>(fields: Fields<T>): Decoder<Partial<T>> => (value, path) => {
  const source = fieldsOf(value, path);
  const target: Partial<T> = {};
  for (const key in fields) {
    if (source[key] !== undefined && source[key] !== null) target[key] = fields[key](source[key], `${path}.${key}`);
  }
  return target;
};
