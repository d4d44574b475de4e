using Grains.Interfaces.Dossiers;

namespace Grains.Dossiers;

/// <summary>One method for each turn that a dossier's life can take.</summary>
internal sealed partial class StoryTeller
{
    // Time has come to the first reception: a registration that was declined or withdrawn before it was only that. Withdrawing without
    // one is an end told with a time before the start.
    private Effect Begin()
    {
        if (_end?.Type is EventType.Declined || (_end?.Type is EventType.Withdrawn && _registered is not null))
        {
            _end = null;
            _ends.Clear();
            _state = PortalState.Received;
        }

        return Effect.Applied;
    }

    private Effect Register(DossierEvent told)
    {
        if (_registered is not null)
            return told.Source == _registered.Source ? Effect.AlreadyReceived : Effect.OtherSource;
        _registered = told;
        if (_received is null && _end is null)
            _state = PortalState.Registered;
        return Effect.Applied;
    }

    // Received again after an end is a reopening, and the clock goes on as if the end had not been, but for what the end closed.
    private Effect ReceiveAgain(DossierEvent told)
    {
        if (_end is not null && told.At > _end.At && told.Source == _received!.Source)
        {
            _pauses.Close(_end.At);
            Reopen(_end.At, told.At);
            _end = null;
            _ends.Clear();
            _state = PortalState.InProcess;
            Flag(Flags.Reopened);
            return Effect.Applied;
        }

        return told.Source == _received!.Source ? Effect.AlreadyReceived : Effect.OtherSource;
    }

    // Finishing counts before handing over, stopping and withdrawing, whichever was told first (the national rule's order of ends).
    private Effect End(DossierEvent told, PortalState state)
    {
        var finishing = state == PortalState.Finished;
        if (_end is not null && !(finishing && _end.Type != EventType.Finished))
            return told.Source == _end.Source ? Effect.AlreadyEnded : Effect.OtherSource;
        var handedOver = _state == PortalState.Returned;
        _end = told;
        KeepEnd(state, told.At);
        _state = handedOver ? PortalState.Returned : state;
        return Effect.Applied;
    }

    private Effect Return(DossierEvent told)
    {
        if (_state == PortalState.Returned)
            return told.Source == _received!.Source ? Effect.AlreadyEnded : Effect.OtherSource;
        _end ??= told;
        KeepEnd(PortalState.Returned, told.At);
        _state = PortalState.Returned;
        return Effect.Applied;
    }

    private Effect Step(DossierEvent told)
    {
        if (_end is not null && told.At > _end.At)
            return Effect.AfterEnd;
        BeginStep(told);
        if (_end is null && !_pauses.IsStopped)
            _state = PortalState.InProcess;
        return Effect.Applied;
    }

    private Effect Transfer(DossierEvent told)
    {
        if (_end is not null)
            return Effect.AlreadyEnded;
        HandOver(told);
        _agency = told.Agency;
        return Effect.Applied;
    }

    private Effect Extend(DossierEvent told)
    {
        if (_end is not null)
            return Effect.AlreadyEnded;
        Act(told);
        _extensions.Add(new ToldExtension(_index, told));
        return Effect.Applied;
    }

    private Effect Pause(DossierEvent told, string kind, PortalState state)
    {
        if (_end is not null)
            return Effect.AlreadyEnded;
        if (!_pauses.TryStop(kind, told))
            return Effect.AlreadyPaused;
        Act(told);
        _state = state;
        return Effect.Applied;
    }

    private Effect Resume(DossierEvent told, string kind)
    {
        if (!_pauses.TryResume(kind, told))
            return _end is null ? Effect.AwaitsRequest : Effect.AfterEnd;
        if (_end is null && !_pauses.IsStopped)
            _state = PortalState.InProcess;
        return Effect.Applied;
    }

    private Effect Rate(DossierEvent told)
    {
        if (_received is null)
            return Effect.AwaitsReceived;
        if (told is { Scale: { } scale, Value: { } value })
            _rating = new Rating(told.At, scale, value);
        return Effect.Applied;
    }

    private Effect Petition(DossierEvent told)
    {
        var number = told.Petition ?? "";
        _petitions ??= [];
        var known = _petitions.GetValueOrDefault(number);
        if (told.Type == EventType.Petitioned)
            _petitions[number] = known ?? new PetitionStory(number, told.At, null);
        else if (known is null)
            return Effect.AwaitsRequest;
        else
            _petitions[number] = known with { Answered = known.Answered ?? told.At };
        return Effect.Applied;
    }
}
