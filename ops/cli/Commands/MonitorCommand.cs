using System.CommandLine;

namespace Monitor.Cli.Commands;

/// <summary>Everything that <c>ops/monitor</c> understands.</summary>
internal static class MonitorCommand
{
    public static RootCommand Create(TimeProvider time)
    {
        var root = new RootCommand("Command line of the dossier monitor. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some events refused.")
        {
            ImportCommand.Create(time),
            ReplayCommand.Create(time),
            SimulateCommand.Create(time),
            ReferenceCommand.Create(time),
            ExplainCommand.Create(time),
            ArchiveCommand.Create(time),
            ClusterCommand.Create(time),
        };
        foreach (var command in BackUpCommands.Create(time))
            root.Add(command);
        return root;
    }
}
