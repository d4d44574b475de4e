using System.Collections.Immutable;
using Grains.Interfaces.Dossiers;
using Grains.Storage;

namespace Grains.Dossiers;

/// <summary>
/// Tells a dossier's story from its events: pure, total, and the same for any order of arrival, because it walks them in
/// <see cref="EventOrder"/> with the first reception put before everything else.
/// </summary>
internal sealed partial class StoryTeller
{
    private static readonly ImmutableSortedSet<string> NoFlags = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private readonly ImmutableArray<StoredEvent> _events;
    private readonly Effect[] _effects;
    private readonly List<StepDetail> _steps = [];
    private readonly PauseLedger _pauses = new();
    private readonly SourceLedger _sources = new();
    private Dictionary<string, PetitionStory>? _petitions; // Few dossiers have any.
    private readonly List<Turn> _holders = [];
    private readonly List<ToldExtension> _extensions = [];
    private readonly List<EndStory> _ends = [];
    private ImmutableSortedSet<string> _flags = NoFlags;
    private int _index;
    private PortalState _state;
    private DossierEvent? _received;
    private DossierEvent? _registered;
    private DossierEvent? _end;
    private string? _agency;
    private Rating? _rating;

    private StoryTeller(ImmutableArray<StoredEvent> events)
    {
        _events = events;
        _effects = new Effect[events.Length];
    }

    /// <param name="events">In <see cref="EventOrder"/>.</param>
    public static DossierStory Tell(ImmutableArray<StoredEvent> events) => new StoryTeller(events).Tell();

    private DossierStory Tell()
    {
        var first = FirstReception();
        if (first >= 0)
            Receive(_events[first].Event);
        for (_index = 0; _index < _events.Length; _index++)
        {
            var told = _events[_index].Event;
            _effects[_index] = _index == first ? Begin() : Walk(told);
            _sources.Hear(told);
        }

        return Finish();
    }

    private int FirstReception()
    {
        for (var i = 0; i < _events.Length; i++)
        {
            if (_events[i].Event.Type == EventType.Received)
                return i;
        }

        return -1;
    }

    private void Receive(DossierEvent told)
    {
        _received = told;
        _agency = told.Agency;
        _holders.Add(new Turn(TurnKind.Agency, told.At, told.Agency));
        _state = PortalState.Received;
    }

    private Effect Walk(DossierEvent told) => told.Type switch
    {
        EventType.Registered => Register(told),
        EventType.Received => ReceiveAgain(told),
        EventType.Rated => Rate(told),
        EventType.Petitioned or EventType.PetitionAnswered => Petition(told),
        EventType.Declined => End(told, PortalState.Declined),
        EventType.Withdrawn when _received is not null || _registered is not null => End(told, PortalState.Withdrawn),
        _ when _received is null => Effect.AwaitsReceived,
        EventType.Stopped => End(told, PortalState.Stopped),
        EventType.Finished => End(told, PortalState.Finished),
        EventType.Returned => Return(told),
        EventType.Step => Step(told),
        EventType.Transferred => Transfer(told),
        EventType.Extended => Extend(told),
        EventType.SupplementRequested => Pause(told, PauseLedger.Supplement, PortalState.SupplementRequested),
        EventType.PaymentRequested => Pause(told, PauseLedger.Payment, PortalState.PaymentRequested),
        EventType.SupplementReceived => Resume(told, PauseLedger.Supplement),
        EventType.PaymentReceived => Resume(told, PauseLedger.Payment),
        _ => Effect.AwaitsReceived,
    };

    private DossierStory Finish()
    {
        // What waits is looked at again at the end: the flag is about now, not about the moment it came.
        if (_effects.Contains(Effect.AwaitsReceived))
            Flag(Flags.AwaitsReceived);
        if (_effects.Contains(Effect.AwaitsRequest))
            Flag(Flags.AwaitsRequest);
        if (_end?.At < _received?.At)
            Flag(Flags.EndBeforeStart);
        if (_end?.Type == EventType.Returned)
            Flag(Flags.NoFinish);
        if (_sources.Disagree)
            Flag(Flags.SourcesDisagree);
        if (_end is not null)
            EndStep(_end.At);
        var pauses = _pauses.Details(_end?.At);
        var point = _received?.Point ?? _registered?.Point ?? _received?.Agency;
        return new DossierStory
        {
            State = _state,
            Received = _received,
            Registered = _registered,
            Agency = _agency ?? _registered?.Agency,
            Point = point,
            Ended = _end?.At,
            IsDeclined = _end?.Type == EventType.Declined,
            Outcome = _end?.Outcome ?? _end?.Reason,
            Pauses = PauseLedger.Spans(pauses),
            PauseDetails = pauses,
            Extensions = [.. _extensions],
            Ends = [.. _ends],
            Turns = [.. _holders],
            Steps = [.. _steps],
            Rating = _rating,
            Petitions = _petitions is null ? [] : [.. _petitions.Values.OrderBy(petition => petition.From)],
            Sources = _sources.Views,
            Effects = [.. _effects],
            Flags = _flags,
        };
    }

    private void Flag(string flag) => _flags = _flags.Add(flag);
}
