using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Grains.Interfaces.Changes;

namespace Grains.Interfaces.Catalogue;

/// <summary>The reference data: agencies, procedures, calendars, policies. One grain; key <see cref="Key"/>.</summary>
[Alias("catalogue")]
public interface ICatalogueGrain : IGrainWithStringKey
{
    const string Key = "catalogue/reference";

    /// <summary>
    /// Merges by code or id. The whole document is validated first: with any problem nothing changes and all problems are named.
    /// On return the change is stored, in force on every silo that follows, and the agencies concerned know it.
    /// </summary>
    [Alias("put-agencies")]
    Task<PutResult> PutAsync(AgenciesDocument document, CancellationToken cancellationToken);

    [Alias("put-procedures")]
    Task<PutResult> PutAsync(ProceduresDocument document, CancellationToken cancellationToken);

    [Alias("put-calendars")]
    Task<PutResult> PutAsync(CalendarsDocument document, CancellationToken cancellationToken);

    [Alias("put-policies")]
    Task<PutResult> PutAsync(PoliciesDocument document, CancellationToken cancellationToken);

    [Alias("put-rule-sets")]
    Task<PutResult> PutAsync(RuleSetsDocument document, CancellationToken cancellationToken);

    [Alias("agencies")]
    Task<AgenciesDocument> GetAgenciesAsync(CancellationToken cancellationToken);

    [Alias("procedures")]
    Task<ProceduresDocument> GetProceduresAsync(CancellationToken cancellationToken);

    [Alias("calendars")]
    Task<CalendarsDocument> GetCalendarsAsync(CancellationToken cancellationToken);

    [Alias("policies")]
    Task<PoliciesDocument> GetPoliciesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Puts a previewed change into force, or the content from before it, together with the record that it runs: both or neither is
    /// durable. Called by <see cref="IChangeGrain"/>, which then moves the dossiers.
    /// </summary>
    [Alias("begin-change")]
    Task<ChangeResult> BeginAsync(ChangeCommand command, CancellationToken cancellationToken);

    /// <summary>The newest version of each, and those that come with the program.</summary>
    [Alias("rule-sets")]
    Task<RuleSetsDocument> GetRuleSetsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A silo follows, for a minute from now; it does so again every 15 seconds, since this is forgotten with the activation. Answers the
    /// <c>ReferenceData.Version</c> in force.
    /// </summary>
    [Alias("follow")]
    Task<long> FollowAsync(IReferenceObserver silo, CancellationToken cancellationToken);
}

/// <summary>What a PUT changed, by code or id; or, with any problem, that it changed nothing.</summary>
/// <param name="Running">A reviewed change is under way, this one, and nothing was changed: try again when it has ended.</param>
[GenerateSerializer, Immutable, Alias("put-result")]
public sealed record PutResult(
    [property: Id(0)] ImmutableArray<string> Added,
    [property: Id(1)] ImmutableArray<string> Changed,
    [property: Id(2)] int Unchanged,
    [property: Id(3)] long Version,
    [property: Id(4)] ImmutableArray<DocumentProblem> Problems,
    [property: Id(5)] ImmutableArray<DocumentWarning> Warnings,
    [property: Id(6), JsonIgnore] string? Running = null)
{
    public static PutResult WaitFor(string change) => new([], [], 0, 0, [], [], change);

    public static PutResult Refused(ImmutableArray<DocumentProblem> problems) => new([], [], 0, 0, problems, []);
}

/// <summary>One thing wrong in a reference document.</summary>
/// <param name="Field">Where, as a path: <c>calendars[0].week.mon[1]</c>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
[GenerateSerializer, Immutable, Alias("document-problem")]
public sealed record DocumentProblem([property: Id(0)] string Field, [property: Id(1)] string Message);

/// <summary>Something that a document lacks or leans on; it was stored all the same.</summary>
/// <param name="Code">Stable, such as <c>ends-soon</c>.</param>
/// <param name="Field">The document, as <c>calendars[0]</c>.</param>
/// <param name="Date">The local date that it is about, if any.</param>
[GenerateSerializer, Immutable, Alias("document-warning")]
public sealed record DocumentWarning(
    [property: Id(0)] string Code, [property: Id(1)] string Field, [property: Id(2)] DateOnly? Date, [property: Id(3)] string Message);
