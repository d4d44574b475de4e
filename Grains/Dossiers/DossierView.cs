using Grains.Catalogue;
using System.Collections.Immutable;
using Grains.Escalation;
using Grains.Interfaces.Dossiers;
using Grains.Storage;
using NodaTime.Extensions;

namespace Grains.Dossiers;

/// <summary>A dossier as its state and the catalogue make it: story, clocks, and what is told of it to others. Pure.</summary>
internal sealed partial class DossierView
{
    private static readonly ImmutableSortedSet<string> NoAgencies = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private readonly ReferenceData _reference;
    private readonly DateTimeOffset? _asOf;

    private readonly DossierStory _told;

    /// <param name="asOf">Tells the dossier from what had happened by then, by the rules in force then; null for all that is known.</param>
    public DossierView(string code, DossierState state, ReferenceData reference, DateTimeOffset? asOf = null)
        : this(code, Until(state, asOf), reference, asOf, former: null)
    {
    }

    // What does not follow from anything else in the state is taken over from a former view of the same events.
    private DossierView(string code, DossierState state, ReferenceData reference, DateTimeOffset? asOf, DossierView? former)
    {
        Code = code;
        State = state;
        (_reference, _asOf) = (reference, asOf);
        _told = former?._told ?? StoryTeller.Tell(state.Events);
        Story = _told;
        Pin = PinOf(reference, asOf);
        if (former?.Pin == Pin && former.State.FormerPins == state.FormerPins)
        {
            (Rules, Clock, Story, Ladder) = (former.Rules, former.Clock, former.Story, former.Ladder);
        }
        else
        {
            Rules = Rules.Of(reference, Pin);
            Clock = Story.Received is null ? HandlingClock.Undated : HandlingClock.Of(Story, Rules, FirstRules());
            Story = Ruled(Story, Clock);
        }

        ParentAgency = Story.Agency is { } agency ? reference.Agencies.Find(agency)?.Parent ?? agency : "";
    }

    public string Code { get; }

    public DossierState State { get; }

    public DossierStory Story { get; }

    /// <summary>The pin that the state holds for this reception; a new one when it holds none.</summary>
    public RulePin Pin { get; }

    public Rules Rules { get; }

    public HandlingClock Clock { get; }

    public string ParentAgency { get; }

    /// <summary>The due date now; only asked of a dossier that has one.</summary>
    public DateTimeOffset Due => Clock.Due!.Value.ToDateTimeOffset();

    public bool IsCounted => Story is { Received: not null, IsDeclined: false };

    public bool IsClockRunning => IsCounted && Story.Ended is null && Clock.Due is not null && !Story.IsPaused;

    /// <summary>Open and past its due before the clock was stopped: it stays overdue while paused.</summary>
    public bool IsLateForGood =>
        IsCounted && Story.Ended is null && Clock.LateAfter is { } late && (Clock.Breach is not null || late < Story.Pauses.Open?.From);

    public ImmutableSortedSet<string> Flags
    {
        get
        {
            var flags = Clock.Flags.IsEmpty ? Story.Flags : Story.Flags.Union(Clock.Flags);
            if (!Clock.IsCovered)
                flags = flags.Add(Clock.RefusedAs ?? Dossiers.Flags.CalendarDoesNotCover);
            if (Clock.OriginalDue is { } due && due.ToDateTimeOffset() < Story.Received?.At)
                flags = flags.Add(Dossiers.Flags.DueBeforeStart);
            if (Story.Received is { } received && received.Due is null && received.Units is null && Rules.Procedure is null)
                flags = flags.Add(Dossiers.Flags.UnknownProcedure);
            return flags;
        }
    }

    /// <summary>Its rungs and their instants.</summary>
    public Ladder Ladder
    {
        get => field ??= new Ladder(this);
        private init;
    }

    /// <summary>The same events under what else the state holds; they are not told again.</summary>
    public DossierView With(DossierState state) => ReferenceEquals(state, State) ? this : new(Code, state, _reference, _asOf, this);

    public bool IsOverdue(DateTimeOffset now) => (IsClockRunning || IsLateForGood) && Clock.LateAfter?.ToDateTimeOffset() < now;

    public bool IsDueSoon(DateTimeOffset now) => IsClockRunning && Clock.DueSoonFrom?.ToDateTimeOffset() <= now && !IsOverdue(now);

    /// <summary>What the agencies count.</summary>
    /// <param name="version">Of the row that this line is written with.</param>
    public DossierLine Line(long version, DateTimeOffset changed)
    {
        var open = IsCounted && Story.Ended is null;
        var late = open && (IsClockRunning || IsLateForGood) ? Clock.LateAfter : null;
        return new DossierLine
        {
            Dossier = Code,
            Version = version,
            State = Story.State,
            Agency = Story.Agency,
            Point = Story.Point ?? Story.Agency,
            Procedure = Story.Procedure,
            Received = IsCounted ? Story.Received!.At : null,
            Ended = Story.Ended,
            Due = Clock.Due?.ToDateTimeOffset(),
            DueSoonFrom = IsClockRunning ? Clock.DueSoonFrom?.ToDateTimeOffset() : null,
            OverdueAfter = late?.ToDateTimeOffset(),
            Paused = open && Story.IsPaused,
            EndedLate = Story.Ended is { } ended && Clock.LateAfter is { } due && due < ended.ToInstant(),
            Rating = Story.Rating,
            NextMark = Ladder.NextMark(State),
            Changed = changed,
            OpenAlerts = State.Alerts.IsEmpty ? [] : [.. State.Alerts.Where(alert => alert.IsOpen)],
            Source = NewestMark(),
            Flags = [.. Flags],
            Step = Story.Steps is [.., var step] ? step.Step : null,
            Former = Former(),
        };
    }

    private ImmutableArray<string> Former()
    {
        var former = NoAgencies;
        foreach (var entry in State.Events)
        {
            if (entry.Event is { Type: EventType.Registered or EventType.Received or EventType.Transferred } told)
                former = With(With(former, told.Agency), told.Point);
        }

        return [.. former];

        ImmutableSortedSet<string> With(ImmutableSortedSet<string> known, string? agency) =>
            agency is null || agency == Story.Agency || agency == (Story.Point ?? Story.Agency) ? known : known.Add(agency);
    }

    // What the citizen was promised at reception stays to be seen after a reviewed change.
    private Rules FirstRules() =>
        !State.FormerPins.IsEmpty && Formers().FirstOrDefault() is { } first ? Rules.Of(_reference, first.Pin) : Rules;

    // The pins of this reception that gave way, oldest first.
    private IEnumerable<FormerPin> Formers() =>
        State.FormerPins.Where(former => former.Pin.Agency == Pin.Agency && former.Pin.Procedure == Pin.Procedure);

    // Whether an extension takes effect depends on the rules, so it is judged last.
    private static DossierStory Ruled(DossierStory story, HandlingClock clock)
    {
        if (clock.Refused.IsEmpty)
            return story;
        var effects = story.Effects.ToBuilder();
        foreach (var (index, effect) in clock.Refused)
            effects[index] = effect;
        return story with { Effects = effects.ToImmutable() };
    }

    private static DossierState Until(DossierState state, DateTimeOffset? asOf) => asOf is { } then
        ? state with { Events = [.. state.Events.TakeWhile(entry => entry.Event.At <= then)] }
        : state;

    private RulePin PinOf(ReferenceData reference, DateTimeOffset? asOf)
    {
        var agency = Story.Received?.Agency ?? Story.Registered?.Agency ?? "";
        return State.PinOf(agency, Story.Procedure, asOf)
            ?? PinBeforeProcedure(agency, asOf)
            ?? Rules.Pin(reference, agency, Story.Procedure);
    }

    // As of an instant before its procedure was told, a dossier is told by its later pin's calendar and policy, never by today's.
    private RulePin? PinBeforeProcedure(string agency, DateTimeOffset? asOf) => asOf is null || Story.Procedure is not null
        ? null
        : State.PinsFrom(asOf).FirstOrDefault(pin => pin.Agency == agency) is { } pin ? pin with { Procedure = null, ProcedureVersion = 0 } : null;

    // History that was filled in says how far its source's story goes, and nothing of how long news takes: it counts as on time.
    private SourceMark? NewestMark()
    {
        StoredEvent? newest = null;
        foreach (var entry in State.Events)
        {
            if (newest is null || entry.Arrived > newest.Arrived || (entry.Arrived == newest.Arrived && entry.Event.At > newest.Event.At))
                newest = entry;
        }

        return newest is null ? null : new SourceMark(newest.Event.Source, newest.Event.At, newest.Backfill ? newest.Event.At : newest.Arrived);
    }
}
