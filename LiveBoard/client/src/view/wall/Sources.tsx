import type { Board } from '../../state/board.ts';
import { numbers, text } from '../../text/page.ts';
import type { SourceState } from '../../wire.ts';
import { Shape } from '../Shape.tsx';
import { span } from './moments.ts';

const RANK: Record<SourceState['state'], number> = { silent: 0, late: 1, fresh: 2 };

/** The worst source by name, or that all are well. */
export function Sources({ board, serverMs }: { board: Board; serverMs: number }) {
  const [worst] = board.sources.slice().sort((a, b) => RANK[a.state] - RANK[b.state] || (b.lagSeconds ?? 0) - (a.lagSeconds ?? 0));
  const { count } = numbers;
  const fresh = `${count(board.sources.filter(source => source.state === 'fresh').length)}/${count(board.sources.length)}`;
  return (
    <section class="sources" aria-label={text.sources}>
      {worst === undefined && <p class="soft">{text.noSources}</p>}
      {worst?.state === 'fresh' && <><p class="soft">{text.sourcesFresh(fresh)}</p><p class="soft">{text.receiving}</p></>}
      {worst !== undefined && worst.state !== 'fresh' && (
        <>
          <p><Shape severity={worst.state === 'silent' ? 'hot' : 'warn'} />{worst.source}</p>
          <p class="soft">{said(worst, serverMs)}</p>
        </>
      )}
    </section>
  );
}

function said({ state, lagSeconds, lastEventAt }: SourceState, serverMs: number): string {
  if (state === 'late' && lagSeconds !== null) return text.sourceLate(span(lagSeconds * 1_000));
  return lastEventAt === null ? text.sourceNever : text.sourceSilent(span(serverMs - Date.parse(lastEventAt)));
}
