import type { ComponentChildren } from 'preact';
import { periodText, ruleSetText } from '../../format/label.ts';
import { NOTHING } from '../../format/number.ts';
import type { Board } from '../../state/board.ts';
import type { LiveBoard } from '../../state/liveBoard.ts';
import { nextDue, project } from '../../state/projection.ts';
import type { Severity } from '../../state/severity.ts';
import { language, numbers, text } from '../../text/page.ts';
import type { OnTime, Satisfaction } from '../../wire.ts';
import { Shape } from '../Shape.tsx';
import { minuteOf, secondOf, span } from './moments.ts';

/** Below this many answers a share of satisfied people says nothing. */
const MIN_RATINGS = 20;

export function KpiStrip({ board, live }: { board: Board; live: LiveBoard }) {
  const { figures } = board;
  const { count } = numbers;
  const serverMs = live.serverMs.value ?? board.figuresAt;
  const projected = project(board, serverMs);
  const next = nextDue(board.upcoming, serverMs);
  const dead = live.freshness.value === 'dead';
  const shown = (value: string): string => (dead ? NOTHING : value);
  const digits = [figures.open, projected.dueSoon, projected.overdue].reduce((sum, n) => sum + count(n).length, 0);
  const density = digits > 16 ? 'crowded huge' : digits > 13 ? 'crowded' : '';
  const guessed = live.freshness.value !== 'live' && projected.turned > 0;

  return (
    <dl class={`kpis ${density}`}>
      <Kpi label={text.open} value={shown(count(figures.open))} hidden={dead}
        notes={[text.receivedToday(count(figures.receivedToday)), text.endedToday(count(figures.endedToday), count(figures.lateToday))]} />
      <Kpi label={text.dueSoon} value={shown(count(projected.dueSoon))} severity={!dead && projected.dueSoon > 0 ? 'warn' : 'calm'} hidden={dead}
        notes={next === null ? [text.noNextDue] : [text.nextDue(minuteOf(Date.parse(next.at))), text.dossiers(count(next.overdue))]} />
      <Kpi label={text.overdue} value={shown(count(projected.overdue))} severity={!dead && projected.overdue > 0 ? 'hot' : 'calm'} hidden={dead}
        notes={overdueNotes(figures.oldestDue, serverMs, projected.overdue, guessed)} />
      <Kpi label={text.onTime} basis={ruleOf(figures.onTime)} value={shown(numbers.percent(figures.onTime.rate))} unit={dead || figures.onTime.rate === null ? '' : '%'}
        hidden={dead} notes={onTimeNotes(figures.onTime)} />
      <Kpi label={text.satisfied} {...satisfaction(figures.satisfaction, figures.onTime.period, dead)} />
    </dl>
  );
}

interface KpiProps { label: string; basis?: string; value: string; unit?: string; severity?: Severity; hidden: boolean; notes: string[] }

function Kpi({ label, basis = '', value, unit = '', severity, hidden, notes }: KpiProps) {
  return (
    <div class={`kpi ${severity ?? 'plain'}`}>
      <dt>
        {severity !== undefined && <Shape severity={severity} />}
        <span>{label}</span> {basis !== '' && <span class="basis">{basis}</span>}
      </dt>
      <dd class="number">
        {value}
        {unit !== '' && <small>{unit}</small>}
      </dd>
      {(hidden ? [] : notes).map((note, index): ComponentChildren => <dd class="note" key={index}>{note}</dd>)}
    </div>
  );
}

function overdueNotes(oldest: string | null, serverMs: number, overdue: number, guessed: boolean): string[] {
  const age = overdue === 0 ? text.noneOverdue : oldest === null ? '' : text.oldest(span(Math.max(0, serverMs - Date.parse(oldest))));
  return guessed ? [age, text.estimated(secondOf(serverMs))] : [age];
}

const ruleOf = ({ ruleSet }: OnTime): string => (ruleSet === '' ? text.noRuleSet : ruleSetText(ruleSet, language));

function onTimeNotes({ numerator, denominator, period }: OnTime): string[] {
  return [text.fraction(numbers.count(numerator), numbers.count(denominator)), periodText(period, language)];
}

/** The period is said once, with the rate before it, unless it is another. */
function satisfaction({ rate, ratings, scale, period }: Satisfaction, said: string, dead: boolean): Omit<KpiProps, 'label'> {
  const enough = ratings >= MIN_RATINGS && rate !== null;
  const counted = numbers.count(ratings);
  return {
    value: dead || !enough ? NOTHING : numbers.percent(rate),
    unit: dead || !enough ? '' : '%',
    hidden: dead,
    notes: [enough ? text.ratings(counted) : text.tooFewRatings(counted), period === said ? text.scale(numbers.count(scale)) : periodText(period, language)],
  };
}
