import type { Board } from '../../state/board.ts';
import { numbers, text } from '../../text/page.ts';
import type { SourceState } from '../../wire.ts';
import { Shape } from '../Shape.tsx';
import { span } from './moments.ts';

const RANK: Record<SourceState['state'], number> = { silent: 0, late: 1, fresh: 2 };

/** The worst source by name, or that all are well. */
export function Sources({ board }: { board: Board }) {
  const [worst] = board.sources.slice().sort((a, b) => RANK[a.state] - RANK[b.state] || (b.lagSeconds ?? 0) - (a.lagSeconds ?? 0));
  if (worst === undefined) return <p class="sources soft">{text.noSources}</p>;
  const fresh = board.sources.filter(source => source.state === 'fresh').length;
  const { count } = numbers;
  if (worst.state === 'fresh') return <p class="sources soft">{text.sourcesFresh(`${count(fresh)}/${count(board.sources.length)}`)}</p>;
  return (
    <p class="sources">
      <Shape severity={worst.state === 'silent' ? 'hot' : 'warn'} />
      <span>{said(worst)}</span>
    </p>
  );
}

function said({ source, state, lagSeconds }: SourceState): string {
  if (lagSeconds === null) return text.sourceNever(source);
  const age = span(lagSeconds * 1_000);
  return state === 'silent' ? text.sourceSilent(source, age) : text.sourceLate(source, age);
}
