using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Grains.Interfaces.Agencies;
using Grains.Interfaces.Escalation;

namespace LiveBoard.Wire;

/// <summary>What every frame says of itself. Stamped when it leaves, never before.</summary>
public abstract record Frame
{
    /// <summary>Sent as a property of its own: a hub serialises the type that it is handed, without a discriminator.</summary>
    public abstract string Kind { get; }

    [JsonPropertyOrder(-9)] public required string Epoch { get; init; }
    [JsonPropertyOrder(-8)] public required long Sequence { get; init; }

    /// <summary>Of a delta: the sequence that it follows.</summary>
    [JsonPropertyOrder(-7)] public long? Prev { get; init; }

    [JsonPropertyOrder(-6)] public required DateTimeOffset AsOf { get; init; }

    /// <summary>The service's clock when the frame left.</summary>
    [JsonPropertyOrder(-5)] public required DateTimeOffset ServerNow { get; init; }

    /// <summary>Real milliseconds since the agency last vouched for these figures.</summary>
    [JsonPropertyOrder(-4)] public required long SourceAgeMs { get; init; }

    [JsonPropertyOrder(-3)] public required string Build { get; init; }
    [JsonPropertyOrder(-3)] public required bool Simulated { get; init; }

    /// <summary><c>real</c> or <c>replay</c>.</summary>
    [JsonPropertyOrder(-2)] public required string Clock { get; init; }

    /// <summary>Seconds of the service's clock in one real second.</summary>
    [JsonPropertyOrder(-2)] public required double Speed { get; init; }
}

/// <summary>The whole board.</summary>
public sealed record SnapshotFrame : Frame
{
    [JsonPropertyOrder(-10)]
    public override string Kind => "snapshot";

    public required AgencyLabel Agency { get; init; }
    public required Figures Figures { get; init; }
    public required ImmutableArray<ChildFigures> Children { get; init; }
    public required ImmutableArray<Alert> Alerts { get; init; }
    public required int OpenAlerts { get; init; }
    public required ImmutableArray<SourceFreshness> Sources { get; init; }
    public required ImmutableArray<Turn> Upcoming { get; init; }
}

/// <summary>Only what changed since <see cref="Frame.Prev"/>; of <see cref="Children"/> only the rows that changed, by code.</summary>
public sealed record DeltaFrame : Frame
{
    [JsonPropertyOrder(-10)]
    public override string Kind => "delta";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Figures? Figures { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ImmutableArray<ChildFigures>? Children { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ImmutableArray<Alert>? Alerts { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? OpenAlerts { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ImmutableArray<SourceFreshness>? Sources { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ImmutableArray<Turn>? Upcoming { get; init; }
}

/// <summary>Nothing changed, and the agency still vouches for it.</summary>
public sealed record BeatFrame : Frame
{
    [JsonPropertyOrder(-10)]
    public override string Kind => "beat";
}
