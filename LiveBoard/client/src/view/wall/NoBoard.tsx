import { useEffect, useState } from 'preact/hooks';
import { LATE_MS } from '../../state/freshness.ts';
import type { Link } from '../../state/link.ts';
import { text } from '../../text/page.ts';

/** Before the first frame: what is awaited, and after a while that it did not come. */
export function NoBoard({ agency, link }: { agency: string; link: Link }) {
  const [waitedLong, setWaitedLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setWaitedLong(true), LATE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  const refused = link.kind === 'refused';
  return (
    <main class="wall no-board">
      <h1>{text.product}</h1>
      <p class="big" role="status">{refused ? text.refused(agency) : waitedLong ? text.neverFresh : text.connecting}</p>
      <p>{refused || waitedLong ? text.deadHint : agency}</p>
    </main>
  );
}
