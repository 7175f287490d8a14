using Rayforce.Cli;

return await RayforceCommand.InvokeAsync(args, Console.OpenStandardInput(), Console.Out, Console.Error);
