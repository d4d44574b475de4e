using System.Globalization;
using Humanizer;
using Monitor.Cli.Mappings;
using Monitor.Cli.Sending;

namespace Monitor.Cli.Commands;

/// <summary>What a command says when it has sent everything.</summary>
internal static class Summary
{
    /// <param name="took">From the first look at the file to the last answer.</param>
    public static void Write(Tally tally, DateTimeOffset? present, TimeSpan took)
    {
        Say($"received {tally.Sent:N0}, applied {tally.Applied:N0}, duplicate {tally.Duplicate:N0}, refused {tally.Refused:N0}");
        Say($"took {took.Humanize(2, CultureInfo.InvariantCulture)}, {tally.Sent / took.TotalSeconds:N0} events a second");
        if (tally.HeldBack > 0)
        {
            Say($"held back {tally.HeldBack:N0} events after {EventJson.Text(present!.Value)}: {tally.HeldBackBeginnings:N0} begin a dossier");
            Say($"  `monitor replay` sends them when their time comes");
        }
        if (tally.Unreadable > 0)
            Say($"unreadable rows {tally.Unreadable:N0}");
        foreach (var (code, times) in tally.RefusedByCode)
            Say($"refused as {code}: {times:N0}");
        foreach (var example in tally.Examples)
            Say($"  {example}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
