using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Grains.Interfaces.Catalogue;
using Grains.Interfaces.Dossiers;
using Grains.Tests.Catalogue;

namespace Grains.Tests.Dossiers;

/// <summary>Events of one dossier in the order in which they come in, and where the batches end. Nothing about them has to make sense.</summary>
internal sealed record Telling(ImmutableArray<DossierEvent> Events, ImmutableArray<bool> Ends, ImmutableArray<DossierEvent> Shuffled)
{
    private static readonly DateTimeOffset Start = ADossier.At("03-02 07:30");

    private static readonly EventType[] Types = [.. Enum.GetValues<EventType>().Where(type => type != EventType.Unknown)];

    // Half hours near each other, so that equal instants, openings and closings are drawn often.
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.OneOf(Gen.Choose(0, 48), Gen.Choose(0, 48 * 20)).Select(half => Start.AddMinutes(30 * half));

    private static readonly Gen<DossierEvent> Event =
        from type in Gen.Frequency((4, Gen.Constant(EventType.Received)), (1, Gen.Constant(EventType.Finished)), (12, Gen.Elements(Types)))
        from at in Instants
        from source in Gen.Frequency((3, Gen.Constant("igate")), (1, Gen.Constant("vneid")))
        from agency in Gen.Elements(Office.Department, Office.Division, Office.Commune)
        from point in Gen.Elements(null, Office.Hall, Office.Commune)
        from procedure in Gen.Elements("five-days", "full", "two-hours", "no-limit", "unknown", null)
        from due in Gen.Frequency((3, Gen.Constant((DateTimeOffset?)null)), (1, Instants.Select(due => (DateTimeOffset?)due)))
        from late in Instants
        from number in Gen.Choose(1, 3)
        select new DossierEvent
        {
            Id = "",
            Source = source,
            Dossier = ADossier.Code,
            Type = type,
            At = at,
            Agency = type is EventType.Registered or EventType.Received or EventType.Transferred || (type == EventType.Step && number > 1) ? agency : null,
            Point = type is EventType.Registered or EventType.Received ? point : null,
            Procedure = procedure,
            Due = type == EventType.Extended ? due ?? late : due,
            Units = number == 3 && procedure is null ? new Allowance(AllowanceUnit.Hours, 4) : null,
            Step = type == EventType.Step ? $"step {number}" : null,
            Petition = type is EventType.Petitioned or EventType.PetitionAnswered ? $"PA{number}" : null,
            Value = type == EventType.Rated ? number : null,
            Scale = type == EventType.Rated ? 3 : null,
        };

    public static Arbitrary<Telling> Arbitrary { get; } = Arb.From(
        from count in Gen.Choose(1, 14)
        from events in Gen.ArrayOf(Event, count)
        from ends in Gen.ArrayOf(Gen.Elements(true, false), count)
        let named = events.Select((told, i) => told with { Id = $"e{i}" }).ToArray()
        from shuffled in Gen.Shuffle(named)
        select new Telling([.. named], [.. ends], [.. shuffled]),
        telling => telling.Events.Select(telling.Without));

    /// <summary>The shuffled events in batches.</summary>
    public IEnumerable<ImmutableArray<DossierEvent>> Batches
    {
        get
        {
            var batch = new List<DossierEvent>();
            for (var i = 0; i < Shuffled.Length; i++)
            {
                batch.Add(Shuffled[i]);
                if (!Ends[i] && i < Shuffled.Length - 1)
                    continue;
                yield return [.. batch];
                batch.Clear();
            }
        }
    }

    public override string ToString() => string.Join('\n', Batches.Select(batch => "batch\n  " + string.Join("\n  ", batch.Select(Text))));

    private Telling Without(DossierEvent told) => this with { Events = Events.Remove(told), Shuffled = Shuffled.Remove(told), Ends = Ends.RemoveAt(0) };

    private static string Text(DossierEvent told) =>
        $"{told.Id} {told.Source} {told.Type} {told.At:MM-dd HH:mm} {told.Agency} {told.Point} {told.Procedure} due {told.Due:MM-dd HH:mm} {told.Units}";
}
