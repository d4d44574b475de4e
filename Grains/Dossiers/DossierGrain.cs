using System.Collections.Immutable;
using Grains.Agencies;
using Grains.Catalogue;
using Grains.Changes;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Changes;
using Grains.Interfaces.Dossiers;
using Grains.Interfaces.Escalation;
using Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Grains.Dossiers;

/// <summary>Load, decide, persist, tell. Every decision is <see cref="Dossier"/>'s.</summary>
internal sealed partial class DossierGrain(
    [PersistentState("dossier", DossierGrainStorage.Name)] IPersistentState<DossierRecord> record,
    ReferenceHolder reference,
    DeadlineInstruments instruments,
    TimeProvider clock,
    ILogger<DossierGrain> logger) : Grain, IDossierGrain
{
    // What is committed but may not have been heard by its agencies: the next call tells them. A new activation cannot know, and tells.
    private bool _isTold;
    private (string? Agency, string? Point) _holders; // as told last by this activation

    private string Code => field ??= DossierCode.FromGrainKey(this.GetPrimaryKeyString());

    private DossierState State => record.State.State;

    public async Task<ImmutableArray<EventOutcome>> ApplyAsync(
        ImmutableArray<DossierEvent> events, IngestMode mode, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (next, outcomes) = Dossier.Apply(Code, State, events, mode, now, reference.Current);
        await SaveAsync(next, now);
        return outcomes;
    }

    public async Task ClimbAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = Dossier.Climb(Code, State, now, reference.Current);
        var isRaised = !ReferenceEquals(next.State, State);
        await SaveAsync(next, now);
        if (!isRaised)
            return;
        var stored = clock.GetUtcNow();
        foreach (var rung in next.Ladder.Raised(next.State, now))
            instruments.OnRungStored(stored - rung);
    }

    public async Task<AlertCommandResult> CommandAlertAsync(AlertCommand command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (next, result) = Dossier.Command(State, command, now);
        await SaveAsync(View(next), now);
        return result;
    }

    public Task<bool> RepinAsync(string change, ReferenceKind kind, CancellationToken cancellationToken) =>
        MoveAsync(now => Repin.Apply(Code, State, change, kind, now, reference.Current));

    public Task<bool> RestorePinAsync(string change, CancellationToken cancellationToken) =>
        MoveAsync(now => Repin.Undo(Code, State, change, now, reference.Current));

    public Task<DossierDetail?> GetAsync(CancellationToken cancellationToken)
    {
        if (State.Events.IsEmpty)
        {
            DeactivateOnIdle();
            return Task.FromResult<DossierDetail?>(null);
        }

        return Task.FromResult<DossierDetail?>(View(State).Detail(record.State.Version, clock.GetUtcNow()));
    }

    public Task<DossierExplanation?> ExplainAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (State.Events.IsEmpty)
        {
            DeactivateOnIdle();
            return Task.FromResult<DossierExplanation?>(null);
        }

        var now = clock.GetUtcNow();
        var then = asOf < now ? asOf : null;
        return Task.FromResult<DossierExplanation?>(new DossierView(Code, State, reference.Current, then).Explain(then ?? now));
    }

    // A change comes to every open dossier once: those that only it wakes must not stay in memory.
    private async Task<bool> MoveAsync(Func<DateTimeOffset, DossierState> move)
    {
        var now = clock.GetUtcNow();
        var next = move(now);
        var moved = !ReferenceEquals(next, State);
        await SaveAsync(View(next), now);
        DeactivateOnIdle();
        return moved;
    }

    private DossierView View(DossierState state) => new(Code, state, reference.Current);

    // Not async, so that the view is let go before the wait: thousands of dossiers wait for one commit.
    private Task SaveAsync(DossierView next, DateTimeOffset now)
    {
        var known = record.State;
        if (!ReferenceEquals(next.State, known.State))
            return WriteAsync(known.With(next.State, next.Line(known.Version + 1, now)));
        return _isTold || known.Version == 0 ? Task.CompletedTask : TellAsync(known.Line ?? next.Line(known.Version, now));
    }

    private async Task WriteAsync(DossierRecord next)
    {
        var before = record.State;
        record.State = next;
        _isTold = false;
        try
        {
            await record.WriteStateAsync();
        }
        catch
        {
            // What is in memory must never be ahead of the row: forget it, and read again on the next call.
            record.State = before;
            DeactivateOnIdle();
            LogNotWritten(Code);
            throw;
        }

        await TellAsync(next.Line!);
    }

    // Agencies that had the dossier before are told too, so that they let it go.
    private async Task TellAsync(DossierLine line)
    {
        if (line.Former.IsEmpty)
        {
            await TellAsync(line.Agency, line);
            if (line.Point != line.Agency)
                await TellAsync(line.Point, line);
        }
        else
        {
            ImmutableArray<string?> concerned = [.. line.Former.Append(line.Agency).Append(line.Point).Distinct()];
            if (_holders != (line.Agency, line.Point))
                await HaveAwakeAsync(concerned);
            await Task.WhenAll(concerned.Select(agency => TellAsync(agency, line)));
        }

        (_isTold, _holders) = (true, (line.Agency, line.Point));
        record.State = record.State.Told();
    }

    private Task TellAsync(string? agency, DossierLine line) => AgencyOf(agency)?.ReportAsync(line) ?? Task.CompletedTask;

    // A dossier that changes hands is let go by one board and counted by another: a board above both would show it as gone for as long as the other
    // one takes to wake. Who cannot be reached is not waited for, nor who is of a build that does not know the question.
    private async Task HaveAwakeAsync(ImmutableArray<string?> agencies)
    {
        try
        {
            await Task.WhenAll(agencies.Select(agency => AgencyOf(agency)?.StandByAsync() ?? Task.CompletedTask));
        }
        catch (Exception failure)
        {
            LogNotAwake(Code, failure);
        }
    }

    private IAgencyGrain? AgencyOf(string? agency) =>
        AgencyCode.TryParse(agency, out var code) ? GrainFactory.GetGrain<IAgencyGrain>(code.GrainKey) : null;

    [LoggerMessage(2001, LogLevel.Debug, "Dossier {Dossier} was not written; its source will be told to send again")]
    private partial void LogNotWritten(string dossier);

    [LoggerMessage(2002, LogLevel.Debug, "Dossier {Dossier} changes hands, and not all agencies concerned answer")]
    private partial void LogNotAwake(string dossier, Exception failure);
}
