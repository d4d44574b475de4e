using System.Collections.Immutable;
using Grains.Interfaces.Operations;
using Grains.Interfaces.Reports;
using LiveBoard.Api;
using LiveBoard.Hosting;

namespace LiveBoard.Operations;

/// <summary>All that an operator looks at first. What could not be had is null, and <paramref name="Concerns"/> says so.</summary>
/// <param name="Version">Of the board that answers.</param>
/// <param name="Concerns">Why somebody should look; empty when all is well.</param>
/// <param name="Members">The processes that host grains.</param>
/// <param name="Board">The board that answers; another one tells of itself.</param>
/// <param name="NextMinute">What time alone will turn within a minute of the service's clock.</param>
internal sealed record ClusterReport(
    DateTimeOffset AsOf, string Engine, string Storage, string Version, AboutClock Clock, bool Simulated, ImmutableArray<Concern> Concerns,
    ImmutableArray<Member>? Members, BoardToday Board, StoreCounts? Counts, NextMinute? NextMinute, Workload? Workload);

/// <param name="Code">Names the runbook's reason: stable.</param>
/// <param name="Runbook">The page in ops/runbooks that says what to do.</param>
internal sealed record Concern(string Code, string Vi, string En, string Runbook);

/// <param name="Connected">Boards connected to silos; null in one process and when no silo answered.</param>
/// <param name="Published">From the count of the oldest change that a board tells first to its leaving, in the last five minutes.</param>
/// <param name="Sent">The same, to its being handed to one display's connection.</param>
internal sealed record BoardToday(long? Connected, int Watched, int Displays, Percentiles Published, Percentiles Sent, IngestTotals Ingest);

/// <param name="AtLeast">There may be more: boards name their next hundred turns only.</param>
/// <param name="SilentSources">Sources that have told nothing for longer than the policy allows. At night that is as it should be.</param>
internal sealed record NextMinute(long DueSoon, long Overdue, bool AtLeast, ImmutableArray<string> SilentSources);
