using Rayforce.Client;

namespace Rayforce.Benchmarks;

/// <summary>A client of the library: it encodes the request and decodes the reply, which it lets go.</summary>
internal sealed class ConnectionClient(RayConnection connection) : IRouteClient
{
    public async Task AskAsync(RayObject request) => (await connection.ExecuteOwnedAsync(request)).Dispose();

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
