using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Catalogue;
using Grains.Dossiers;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Monitor.Crash;
using Shouldly;
using Xunit;

namespace Crash.Tests;

/// <summary>
/// The recount shares nothing with the program, so it may be wrong by itself: on every life of a long plan it says what the program says.
/// </summary>
public sealed class RecountTests
{
    private const int Rounds = 16;

    private static readonly JsonSerializerOptions Json = ReferenceJson.Options;

    private static readonly ReferenceData Reference = ReferenceData.Empty.With(new DocumentSet
    {
        Agencies = [.. List<AgencyDocument>(Offices.Agencies, "agencies").Select(agency => (agency.Code, 1, agency))],
        Procedures = [.. List<ProcedureDocument>(Offices.Procedures, "procedures").Select(procedure => (procedure.Code, 1, procedure))],
        Calendars = [.. List<CalendarDocument>(Offices.Calendars, "calendars").Select(calendar => (calendar.Id, 1, calendar))],
        Policies = [.. List<PolicyDocument>(Offices.Policies, "policies").Select(policy => (policy.Id!, 1, policy))],
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20261122)]
    public void It_says_of_every_dossier_what_the_program_says(int seed)
    {
        var plot = new ProvincePlot(seed);
        var lives = Enumerable.Range(1, Rounds).SelectMany(round => plot.Next(round).Events)
            .Where(told => told.Agency != Offices.Unknown && told.At < ProvincePlot.Begin.AddDays(100) && !(told.Value > told.Scale))
            .GroupBy(told => told.Dossier).Where(life => life.Any(told => told.Type == "received")).ToList();
        lives.Count.ShouldBeGreaterThan(500);
        foreach (var life in lives)
        {
            var now = life.Max(told => told.At);
            var line = Dossier.Apply(life.Key, DossierState.Empty, [.. life.Select(OfTold)], default, now, Reference).Next.Line(1, now);
            Describe(Fold.Of(life)!).ShouldBe(Describe(line), string.Join('\n', life.OrderBy(told => told.At).Select(told => told.ToJson())));
        }
    }

    private static Seen Describe(Fold fold) => new(
        fold.Agency, fold.Point, fold.IsDeclined ? null : fold.Received, fold.Ended, fold.Due,
        fold is { Ended: null, IsDeclined: false, LateAfter: { } late } && fold.IsLateInSpiteOfPause(late) ? late : null,
        fold.IsPaused, fold.LateAfter < fold.Ended, fold.Rating?.At);

    private static Seen Describe(DossierLine line) => new(
        line.Agency!, line.Point!, line.Received, line.Ended, line.Due, line.OverdueAfter, line.Paused, line.EndedLate, line.Rating?.At);

    private static DossierEvent OfTold(Told told) => new()
    {
        Id = told.Id,
        Source = told.Source,
        Dossier = told.Dossier,
        Type = EventNames.TryParse(told.Type, out var type) ? type : throw new FormatException(told.Type),
        At = told.At,
        Agency = told.Agency,
        Procedure = told.Procedure,
        Point = told.Point,
        Due = told.Due,
        Units = told.Units is { } units ? new Allowance(Enum.Parse<AllowanceUnit>(units.Unit, ignoreCase: true), units.Value) : null,
        Step = told.Step,
        Value = told.Value,
        Scale = told.Scale,
        Petition = told.Petition,
    };

    private static T[] List<T>(string document, string name) => JsonNode.Parse(document)![name].Deserialize<T[]>(Json)!;

    private sealed record Seen(
        string Agency, string Point, DateTimeOffset? Received, DateTimeOffset? Ended, DateTimeOffset? Due, DateTimeOffset? LateAfter, bool Paused, bool EndedLate,
        DateTimeOffset? Rated);
}
