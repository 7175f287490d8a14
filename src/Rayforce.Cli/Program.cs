using Rayforce.Cli;

return await RayforceCommand.InvokeAsync(
    args, Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error);
