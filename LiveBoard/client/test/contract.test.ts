import assert from 'node:assert/strict';
import test from 'node:test';
import type * as Contract from '../src/wire.generated.ts';
import type * as Ours from '../src/wire.ts';

/** Shape without the spelling of words: the parser checks those, the compiler the rest. */
type Shape<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Shape<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Shape<T[Key]> }
      : T;

type Reads<Sent, Read> = Shape<Sent> extends Shape<Read> ? true : never;

/** Does not compile when the service's contract no longer has what the pages read. */
const readable: [
  Reads<Contract.SnapshotFrame, Ours.SnapshotFrame>,
  Reads<Contract.DeltaFrame, Ours.DeltaFrame>,
  Reads<Contract.BeatFrame, Ours.BeatFrame>,
  Reads<Contract.AlertPage, Ours.AlertPage>,
  Reads<Contract.Alert, Ours.AlertItem>,
  Reads<Contract.AgencyDocument, Ours.AgencyNode>,
] = [true, true, true, true, true, true];

test('the pages read what the contract sends', () => assert.ok(readable.every(Boolean)));
