using Silo.Host;

return await RunCommand.Create(Silo.Host.Monitor.RunAsync).Parse(args).InvokeAsync();
