using Rayforce.Client;
using Rayforce.Server.Engines;

namespace Rayforce.Benchmarks;

/// <summary>A native server in a process of its own.</summary>
internal sealed class ProcessRoute : Route
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly RayforceProcess _process;

    private ProcessRoute(RayforceProcess process) => _process = process;

    public static ProcessRoute Start() =>
        new(RayforceProcess.Start(new ProcessEngineOptions { Binary = NativeCode.Binary! }, []));

    public override async Task<IRouteClient> ConnectAsync()
    {
        while (true)
        {
            try
            {
                return new ConnectionClient(await _process.Client.ConnectAsync());
            }
            catch (RayforceConnectionException) when (!_process.Ended.IsCompleted && _process.Age < Patience)
            {
                await Task.Delay(10);
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        _process.Dispose();
        return default;
    }
}
