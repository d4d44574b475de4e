using Silo.Host;

const int Usage = 2;

var command = RunCommand.Create(Silo.Host.Monitor.RunAsync).Parse(args);
if (command.Errors.Count == 0)
    return await command.InvokeAsync();
foreach (var error in command.Errors)
    await Console.Error.WriteLineAsync($"{error.Message}; see --help");
return Usage;
