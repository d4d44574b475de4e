using System.Globalization;
using Spectre.Console;

namespace Monitor.Cli.Screen;

/// <summary>Shows work going on, on standard error: a bar on a terminal, else a line every five seconds, or nothing.</summary>
internal sealed class ProgressScreen(TimeProvider time, bool quiet)
{
    private static readonly TimeSpan _lineEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _barEvery = TimeSpan.FromSeconds(0.2);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <param name="title">What is being done.</param>
    /// <param name="fraction">How much of it is done, 0 to 1.</param>
    /// <param name="state">The rest in a few words.</param>
    /// <param name="work">Starts it.</param>
    public async Task ShowAsync(string title, Func<double> fraction, Func<string> state, Func<Task> work)
    {
        if (quiet)
            await work();
        else if (_console.Profile.Capabilities.Interactive && !Console.IsErrorRedirected)
            await BarAsync(title, fraction, state, work);
        else
            await FollowAsync(work(), _lineEvery, () => Say(string.Create(CultureInfo.InvariantCulture, $"{title}: {fraction():P0}, {state()}")));
    }

    /// <summary>One line, unless quiet.</summary>
    public void Say(string line)
    {
        if (!quiet)
            _console.WriteLine(line);
    }

    private Task BarAsync(string title, Func<double> fraction, Func<string> state, Func<Task> work) =>
        _console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                void Update()
                {
                    bar.Value = fraction();
                    bar.Description = Markup.Escape($"{title}: {state()}");
                }
                await FollowAsync(work(), _barEvery, Update);
                Update();
            });

    private async Task FollowAsync(Task work, TimeSpan every, Action show)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(every, time));
            if (!work.IsCompleted)
                show();
        }
        await work;
    }
}
