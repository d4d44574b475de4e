export type Link =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  | { kind: 'down'; attempt: number }
  | { kind: 'refused'; message: string };
