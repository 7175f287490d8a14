namespace Rayforce.Console.Tests;

/// <summary><c>rayforce serve --console</c> in a process of its own.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private ConsoleServer(RunningProgram program, Uri address)
    {
        _program = program;
        Address = address;
    }

    /// <summary>Where browsers find it.</summary>
    public Uri Address { get; }

    /// <summary>Starts it at a free port, and waits until it serves.</summary>
    public static async Task<ConsoleServer> StartAsync(params string[] arguments)
    {
        var program = new RunningProgram("rayforce.dll", ["serve", "--console", "--port", "0", .. arguments]);
        try
        {
            return new ConsoleServer(program, new Uri(await program.ReadAsync("Rayforce console at ")));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
