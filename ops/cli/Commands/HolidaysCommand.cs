using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Cli.Calendars;
using Monitor.Cli.Screen;

namespace Monitor.Cli.Commands;

/// <summary>Days off from an iCalendar file into a calendar of the service.</summary>
internal static class HolidaysCommand
{
    private const long MaxBytes = 8 << 20;

    public static Command Create(TimeProvider time)
    {
        var url = CommandLine.Url();
        var file = new Argument<string>("file") { Description = "An iCalendar file .ics" };
        var calendar = new Option<string>("--calendar") { Description = "Id of the calendar", Required = true };
        var preview = new Option<bool>("--preview") { Description = "Show what would change, and change nothing" };
        var command = new Command("holidays", "Merge the days off of an iCalendar file into a calendar") { file, calendar, preview, url };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var events = Read(arguments.GetValue(file)!);
            var service = CommandLine.Service(arguments.GetValue(url)!, new ProgressScreen(time, quiet: false), time);
            var id = arguments.GetValue(calendar)!;
            var known = (await service.GetReferenceAsync("calendars", cancellationToken))?["calendars"]?.AsArray()
                .FirstOrDefault(one => one?["id"]?.GetValue<string>() == id)?.AsObject()
                ?? throw new UsageException($"the service has no calendar '{id}'; 'reference get calendars' shows those it has");
            var merge = HolidayMerge.Of(known, events, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            Print(merge, Console.Out);
            if (arguments.GetValue(preview) || merge.Added.Count == 0)
            {
                Console.WriteLine("nothing was changed");
                return ExitCodes.Done;
            }
            var result = await service.PutReferenceAsync("calendars", new JsonObject { ["calendars"] = new JsonArray(merge.Calendar.DeepClone()) }, cancellationToken);
            Console.WriteLine($"stored: {id}, {merge.Added.Count} days off added");
            foreach (var warning in result?["warnings"]?.AsArray() ?? [])
                Console.WriteLine($"warning: {warning?["message"]}");
            return ExitCodes.Done;
        });
        return command;
    }

    public static void Print(HolidayMerge merge, TextWriter output)
    {
        List("added", merge.Added);
        List("kept, the calendar has them", merge.Kept);
        List("off anyway", merge.Weekly);
        List("CONFLICT, the calendar has them as make-up working days; left as they are", merge.Conflicts);
        List("outside the calendar's validity; left out", merge.Outside);
        List("in the calendar and not in the file; kept", merge.Missing);

        void List(string what, IReadOnlyList<Holiday> days)
        {
            if (days.Count == 0)
                return;
            output.WriteLine($"{what} ({days.Count}):");
            foreach (var day in days)
                output.WriteLine($"  {day}");
        }
    }

    private static IReadOnlyList<IcsEvent> Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no file '{path}'");
        if (new FileInfo(path).Length > MaxBytes)
            throw new UsageException($"'{path}' is larger than {MaxBytes >> 20} MiB");
        using var text = new StreamReader(path, Encoding.UTF8);
        return IcsReader.Read(text, path);
    }
}
