using Silo.Host;
using Silo.Host.Engines;

const int Usage = 2;

var root = RunCommand.Create(Silo.Host.Monitor.RunAsync);
root.AddSilo();
var command = root.Parse(args);
if (command.Errors.Count == 0)
    return await command.InvokeAsync();
foreach (var error in command.Errors)
    await Console.Error.WriteLineAsync($"{error.Message}; see --help");
return Usage;
