using Rayforce.Client;

namespace Rayforce.Benchmarks;

/// <summary>A client of the library: it encodes the request and decodes the reply.</summary>
internal sealed class ConnectionClient(RayConnection connection) : IRouteClient
{
    public Task AskAsync(string source) => connection.ExecuteAsync(source);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
